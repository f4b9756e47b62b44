// What an editable table is made of.

import type { Completion } from "./complete-box.tsx";

export interface GridColumn {
  id: string;
  label: string;
  help?: string | undefined;
  /** [px] */
  width: number;
  isNumber?: boolean;
  /** Shown, never typed into; Enter opens the row instead. */
  isFixed?: boolean;
  choices?: readonly { value: string; label: string }[];
  /** What a text in this column may mean. */
  complete?: (text: string) => Promise<Completion[]>;
}

export interface CellView {
  /** As it is read. */
  text: string;
  /** As it is typed. */
  typed: string;
  error?: string | undefined;
  isSaving?: boolean;
  isUnknown?: boolean;
}

export interface CellChange {
  rowId: string;
  columnId: string;
  text: string;
}

/** A cell's place: row and column, from 0. */
export interface Place {
  row: number;
  column: number;
}

export interface Block {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** The block of cells between two. */
export function blockOf(a: Place, b: Place): Block {
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}
