// A table of thousands of rows that is typed into like a spreadsheet: arrow keys, Enter or typing
// to edit, blocks copied and pasted, Ctrl+Z. Only the rows in sight are drawn.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { cellsOf, textOf } from "./block-text.ts";
import { CellEditor, cellClass, type Leave } from "./grid-cell.tsx";
import {
  blockOf,
  type CellChange,
  type CellView,
  type GridColumn,
  type Place,
} from "./grid-types.ts";

const kRowHeight = 36;
/** Rows drawn beyond those in sight, and how near the end more are asked for. */
const kBeyond = 12;
const kNearEnd = 60;
/** Rows of a step with Page Up and Page Down. */
const kPageStep = 12;

export interface GridWords {
  label: string;
  empty: string;
  openOffers: string;
}

interface GridProps {
  words: GridWords;
  columns: GridColumn[];
  rowIds: string[];
  /** Rows there are, also those not loaded yet; null: not counted. */
  total: number | null;
  cell: (rowId: string, columnId: string) => CellView;
  onChange: (changes: CellChange[]) => void;
  onOpen: (rowId: string) => void;
  onUndo: () => void;
  onNearEnd: () => void;
}

interface Editing extends Place {
  start: string;
}

/** How far an arrow or page key goes. */
const kSteps: Record<string, Place> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  PageUp: { row: -kPageStep, column: 0 },
  PageDown: { row: kPageStep, column: 0 },
  Home: { row: 0, column: -Infinity },
  End: { row: 0, column: Infinity },
};
const kLeaves: Record<Leave, Place> = {
  stay: { row: 0, column: 0 },
  down: { row: 1, column: 0 },
  right: { row: 0, column: 1 },
  left: { row: 0, column: -1 },
};

export function Grid(props: GridProps) {
  const { words, columns, rowIds, total, cell, onChange, onOpen, onUndo, onNearEnd } = props;
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<Editing | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const rows = useVirtualizer({
    count: rowIds.length,
    getScrollElement: () => box.current,
    estimateSize: () => kRowHeight,
    overscan: kBeyond,
  });
  const drawn = rows.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last > rowIds.length - kNearEnd) onNearEnd();
  }, [last, rowIds.length, onNearEnd]);

  useEffect(() => {
    if (!wantsFocus.current || editing !== null) return;
    const found = box.current?.querySelector<HTMLElement>('[tabindex="0"]');
    if (found == null) return;
    wantsFocus.current = false;
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const goTo = (place: Place, isExtending = false) => {
    const row = Math.max(0, Math.min(rowIds.length - 1, place.row));
    const column = Math.max(0, Math.min(columns.length - 1, place.column));
    wantsFocus.current = true;
    setActive({ row, column });
    if (!isExtending) setAnchor({ row, column });
    rows.scrollToIndex(row, { align: "auto" });
  };
  const goBy = (step: Place, isExtending = false) =>
    goTo({ row: active.row + step.row, column: active.column + step.column }, isExtending);

  const edit = (place: Place, start?: string) => {
    const [column, rowId] = [columns[place.column], rowIds[place.row]];
    if (column === undefined || rowId === undefined) return;
    if (column.isFixed === true) onOpen(rowId);
    else setEditing({ ...place, start: start ?? cell(rowId, column.id).typed });
  };
  const endEdit = (text: string, leave: Leave) => {
    if (editing === null) return;
    const [column, rowId] = [columns[editing.column], rowIds[editing.row]];
    setEditing(null);
    if (column !== undefined && rowId !== undefined && cell(rowId, column.id).typed !== text) {
      onChange([{ rowId, columnId: column.id, text }]);
    }
    if (leave !== "stay") goBy(kLeaves[leave]);
  };

  const block = blockOf(active, anchor);
  const inBlock = ({ row, column }: Place) =>
    row >= block.top && row <= block.bottom && column >= block.left && column <= block.right;
  const write = (cells: readonly (readonly string[])[], at: Place) => {
    const changes = cells.flatMap((line, down) =>
      line.flatMap((text, across) => {
        const [column, rowId] = [columns[at.column + across], rowIds[at.row + down]];
        if (column === undefined || rowId === undefined || column.isFixed === true) return [];
        if (cell(rowId, column.id).typed === text.trim()) return [];
        return [{ rowId, columnId: column.id, text: text.trim() }];
      }),
    );
    if (changes.length > 0) onChange(changes);
  };

  const pressed = (event: KeyboardEvent) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    const isCommand = ctrlKey || metaKey;
    const step = kSteps[key];
    if (isCommand && key.toLowerCase() === "z") onUndo();
    else if (isCommand && key === "Home") goTo({ row: 0, column: 0 }, shiftKey);
    else if (isCommand && key === "End") {
      goTo({ row: rowIds.length - 1, column: columns.length - 1 }, shiftKey);
    } else if (step !== undefined) goBy(step, shiftKey);
    else if (key === "Enter" || key === "F2") edit(active);
    else if (key === "Delete" || key === "Backspace") {
      const wide = block.right - block.left + 1;
      const high = block.bottom - block.top + 1;
      const empty = Array.from({ length: high }, () => Array.from({ length: wide }, () => ""));
      write(empty, { row: block.top, column: block.left });
    } else if (
      key.length === 1 &&
      !isCommand &&
      !altKey &&
      columns[active.column]?.isFixed !== true
    )
      edit(active, columns[active.column]?.choices === undefined ? key : undefined);
    else return;
    event.preventDefault();
  };

  const copied = (event: ClipboardEvent) => {
    if (editing !== null) return;
    const lines = rowIds
      .slice(block.top, block.bottom + 1)
      .map((rowId) =>
        columns.slice(block.left, block.right + 1).map(({ id }) => cell(rowId, id).typed),
      );
    event.clipboardData.setData("text/plain", textOf(lines));
    event.preventDefault();
  };
  const pasted = (event: ClipboardEvent) => {
    if (editing !== null) return;
    write(cellsOf(event.clipboardData.getData("text/plain")), {
      row: block.top,
      column: block.left,
    });
    event.preventDefault();
  };

  const template = columns.map(({ width }) => `${width}px`).join(" ");
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <div
      ref={box}
      className="grid"
      role="grid"
      aria-label={words.label}
      aria-rowcount={(total ?? rowIds.length) + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      onCopy={copied}
      onPaste={pasted}
    >
      <div role="rowgroup" className="grid-head" style={{ width }}>
        <div
          role="row"
          aria-rowindex={1}
          className="grid-row"
          style={{ gridTemplateColumns: template }}
        >
          {columns.map((column, index) => (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              className={cellClass({ text: "", typed: "" }, column, false)}
              title={column.help}
            >
              <span className="cell-text">{column.label}</span>
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: rows.getTotalSize(), width }}>
        {drawn.map(({ index: row, start }) => {
          const rowId = rowIds[row] ?? "";
          return (
            <div
              key={rowId}
              role="row"
              aria-rowindex={row + 2}
              className="grid-row"
              style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
            >
              {columns.map((column, index) => {
                const place = { row, column: index };
                const view = cell(rowId, column.id);
                const isActive = active.row === row && active.column === index;
                const isEditing = editing?.row === row && editing.column === index;
                const errorId = `${rowId}-${column.id}-error`;
                return (
                  <div
                    key={column.id}
                    role={column.isFixed === true ? "rowheader" : "gridcell"}
                    aria-colindex={index + 1}
                    aria-selected={inBlock(place)}
                    aria-invalid={view.error !== undefined}
                    aria-describedby={view.error === undefined ? undefined : errorId}
                    className={cellClass(view, column, inBlock(place))}
                    tabIndex={isActive ? 0 : -1}
                    onKeyDown={isEditing ? undefined : pressed}
                    onMouseDown={(event) => {
                      if (isEditing) return;
                      event.preventDefault();
                      if (editing !== null && document.activeElement instanceof HTMLElement) {
                        document.activeElement.blur();
                      }
                      goTo(place, event.shiftKey);
                    }}
                    onMouseEnter={({ buttons }) => {
                      if (buttons === 1 && editing === null) setActive(place);
                    }}
                    onDoubleClick={() => edit(place)}
                    onClick={() => {
                      if (column.isFixed === true) onOpen(rowId);
                    }}
                  >
                    {isEditing ? (
                      <CellEditor
                        column={column}
                        start={editing.start}
                        empty={words.empty}
                        openLabel={words.openOffers}
                        onDone={endEdit}
                        onCancel={() => {
                          wantsFocus.current = true;
                          setEditing(null);
                        }}
                      />
                    ) : (
                      <span className="cell-text">{view.text}</span>
                    )}
                    {view.error !== undefined && (
                      <span id={errorId} className="cell-error">
                        {view.error}
                      </span>
                    )}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
