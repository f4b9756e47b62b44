// Changing cells of rows on the server: each change at once, every refusal beside its cell, undo,
// and what to do when somebody else was faster.

import { useRef, useState } from "react";
import { diagnosticsOf, isStatus } from "../api/errors.ts";
import type { CellChange } from "../ui/grid-types.ts";

/** A cell that differs from what the server has. */
export interface Draft {
  text: string;
  isSaving: boolean;
  error?: string | undefined;
}

/** The same row changed by two: what was typed here, and what the server has now. */
export interface Conflict<Row> {
  rowId: string;
  mine: Record<string, string>;
  theirs: Row;
}

interface RowStore<Row> {
  row: (rowId: string) => Row | undefined;
  /** A cell of a row as it is typed. */
  typed: (row: Row, columnId: string) => string;
  version: (row: Row) => number;
  update: (rowId: string, version: number, cells: Record<string, string>) => Promise<Row>;
  read: (rowId: string) => Promise<Row>;
  onStored: (row: Row) => void;
}

const cellKey = (rowId: string, columnId: string) => `${rowId}\n${columnId}`;

/** Changes by row. */
function byRow(changes: CellChange[]): Map<string, Record<string, string>> {
  const rows = new Map<string, Record<string, string>>();
  for (const { rowId, columnId, text } of changes) {
    rows.set(rowId, { ...rows.get(rowId), [columnId]: text });
  }
  return rows;
}

export function useRowEditing<Row>(store: RowStore<Row>, refused: (error: unknown) => string) {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const [conflict, setConflict] = useState<Conflict<Row> | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [steps, setSteps] = useState<CellChange[][]>([]);
  /** Versions that the server has answered since the table was read. */
  const versions = useRef(new Map<string, number>());
  const queues = useRef(new Map<string, Promise<void>>());
  /** How many changes of a row are being saved or wait for it. */
  const waiting = useRef(new Map<string, number>());

  const draft = (rowId: string, cells: Record<string, string>, change: Partial<Draft> | null) =>
    setDrafts((before) => {
      const after = new Map(before);
      for (const [columnId, text] of Object.entries(cells)) {
        const key = cellKey(rowId, columnId);
        if (change === null) after.delete(key);
        else after.set(key, { text, isSaving: false, ...change });
      }
      return after;
    });

  const tell = (rowId: string, cells: Record<string, string>, error: unknown) => {
    const said = new Map(diagnosticsOf(error).map(({ column, message }) => [column, message]));
    if (said.size === 0) setFailure(error);
    for (const [columnId, text] of Object.entries(cells)) {
      const message = said.get(columnId) ?? refused(error);
      draft(rowId, { [columnId]: text }, { error: message });
    }
  };

  const stored = (rowId: string, row: Row) => {
    versions.current.set(rowId, store.version(row));
    store.onStored(row);
  };

  const save = async (rowId: string, cells: Record<string, string>) => {
    const row = store.row(rowId);
    if (row === undefined) return;
    const version = versions.current.get(rowId) ?? store.version(row);
    try {
      stored(rowId, await store.update(rowId, version, cells));
      draft(rowId, cells, null);
      setFailure(null);
    } catch (error) {
      if (isStatus(error, 412)) {
        setConflict({ rowId, mine: cells, theirs: await store.read(rowId) });
        draft(rowId, cells, { error: refused(error) });
      } else tell(rowId, cells, error);
    }
  };

  /** Saves after what is being saved of the same row. */
  const queue = (rowId: string, cells: Record<string, string>) => {
    draft(rowId, cells, { isSaving: true });
    const count = (more: number) =>
      waiting.current.set(rowId, (waiting.current.get(rowId) ?? 0) + more);
    count(1);
    const before = queues.current.get(rowId) ?? Promise.resolve();
    queues.current.set(
      rowId,
      before.then(() => save(rowId, cells)).finally(() => count(-1)),
    );
  };

  const typedNow = (rowId: string, columnId: string) => {
    const row = store.row(rowId);
    return row === undefined ? "" : store.typed(row, columnId);
  };

  const change = (changes: CellChange[]) => {
    setSteps((before) => [
      ...before,
      changes.map(({ rowId, columnId }) => ({ rowId, columnId, text: typedNow(rowId, columnId) })),
    ]);
    for (const [rowId, cells] of byRow(changes)) queue(rowId, cells);
  };

  const undo = () => {
    const step = steps.at(-1);
    if (step === undefined) return;
    setSteps(steps.slice(0, -1));
    for (const [rowId, cells] of byRow(step)) {
      const isSettled = (waiting.current.get(rowId) ?? 0) === 0;
      const isStored = ([columnId, text]: [string, string]) =>
        isSettled && typedNow(rowId, columnId) === text;
      const isOther = (cell: [string, string]) => !isStored(cell);
      draft(rowId, Object.fromEntries(Object.entries(cells).filter(isStored)), null);
      const other = Object.fromEntries(Object.entries(cells).filter(isOther));
      if (Object.keys(other).length > 0) queue(rowId, other);
    }
  };

  const keepMine = () => {
    if (conflict === null) return;
    stored(conflict.rowId, conflict.theirs);
    queue(conflict.rowId, conflict.mine);
    setConflict(null);
  };
  const takeTheirs = () => {
    if (conflict === null) return;
    stored(conflict.rowId, conflict.theirs);
    draft(conflict.rowId, conflict.mine, null);
    setConflict(null);
  };

  return {
    draftOf: (rowId: string, columnId: string) => drafts.get(cellKey(rowId, columnId)),
    wrong: [...drafts.values()].filter(({ error }) => error !== undefined).length,
    saving: [...drafts.values()].filter(({ isSaving }) => isSaving).length,
    canUndo: steps.length > 0,
    failure,
    conflict,
    change,
    undo,
    keepMine,
    takeTheirs,
  };
}
