// One cell of a table: as it is read, and as it is typed into.

import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { CompleteBox, type Completion } from "./complete-box.tsx";
import type { CellView, GridColumn } from "./grid-types.ts";
import { useSettled } from "./use-settled.ts";

export type Leave = "stay" | "down" | "right" | "left";

interface EditorProps {
  column: GridColumn;
  /** What stands in it at first. */
  start: string;
  empty: string;
  openLabel: string;
  onDone: (text: string, leave: Leave) => void;
  onCancel: () => void;
}

/** Where Enter and Tab go to; other keys are for the editor. */
function leaveOf({ key, shiftKey }: KeyboardEvent): Leave | null {
  if (key === "Enter") return "down";
  if (key === "Tab") return shiftKey ? "left" : "right";
  return null;
}

function TextEditor({ column, start, onDone, onCancel }: EditorProps) {
  const [text, setText] = useState(start);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <input
      ref={input}
      className="cell-editor"
      aria-label={column.label}
      value={text}
      inputMode={column.isNumber === true ? "decimal" : "text"}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => onDone(text, "stay")}
      onKeyDown={(event) => {
        event.stopPropagation();
        const leave = leaveOf(event);
        if (event.key === "Escape") onCancel();
        else if (leave !== null) {
          event.preventDefault();
          onDone(text, leave);
        }
      }}
    />
  );
}

function ChoiceEditor({ column, start, onDone, onCancel }: EditorProps) {
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => select.current?.focus(), []);
  return (
    <select
      ref={select}
      className="cell-editor"
      aria-label={column.label}
      defaultValue={start}
      onBlur={({ target }) => onDone(target.value, "stay")}
      onKeyDown={(event) => {
        event.stopPropagation();
        const leave = leaveOf(event);
        if (event.key === "Escape") onCancel();
        else if (leave !== null) {
          event.preventDefault();
          onDone(event.currentTarget.value, leave);
        }
      }}
    >
      {column.choices?.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function CompletingEditor({ column, start, empty, openLabel, onDone, onCancel }: EditorProps) {
  const [text, setText] = useState(start);
  const [offers, setOffers] = useState<Completion[]>([]);
  const wanted = useSettled(text.trim());
  const { complete } = column;
  useEffect(() => {
    let isOld = false;
    if (wanted === "") setOffers([]);
    else void complete?.(wanted).then((found) => isOld || setOffers(found));
    return () => {
      isOld = true;
    };
  }, [wanted, complete]);
  const isDone = useRef(false);
  const finish = (value: string, leave: Leave) => {
    if (isDone.current) return;
    isDone.current = true;
    onDone(value, leave);
  };
  return (
    <div
      className="cell-editor is-completing"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) finish(text, "stay");
      }}
      onKeyDownCapture={(event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          isDone.current = true;
          onCancel();
        }
        const isPicking = document.querySelector(".offer[data-focused]") !== null;
        const leave = leaveOf(event);
        if (leave === null || isPicking) return;
        event.preventDefault();
        event.stopPropagation();
        finish(text, leave);
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <CompleteBox
        label={column.label}
        isLabelHidden
        text={text}
        offers={offers}
        empty={empty}
        openLabel={openLabel}
        onText={setText}
        onPick={(id) => finish(id, "down")}
        autoFocus
      />
    </div>
  );
}

export function CellEditor(props: EditorProps) {
  if (props.column.choices !== undefined) return <ChoiceEditor {...props} />;
  if (props.column.complete !== undefined) return <CompletingEditor {...props} />;
  return <TextEditor {...props} />;
}

/** The class names that say how a cell stands. */
export function cellClass(view: CellView, column: GridColumn, isSelected: boolean): string {
  return [
    "cell",
    column.isNumber === true ? "is-number" : "",
    column.isFixed === true ? "is-key" : "",
    view.isUnknown === true ? "is-unknown" : "",
    view.error === undefined ? "" : "is-wrong",
    view.isSaving === true ? "is-saving" : "",
    isSelected ? "is-selected" : "",
  ]
    .filter((name) => name !== "")
    .join(" ");
}
