// The page of a table of rows: filter, what is wrong, the table itself, and conflicts.

import { useCallback, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Grid } from "../ui/grid.tsx";
import type { CellView, GridColumn } from "../ui/grid-types.ts";
import { Empty } from "../ui/notice.tsx";
import type { Units } from "../units.ts";
import { typedCell } from "./columns.ts";
import { ConflictDialog } from "./conflict.tsx";
import type { useRowEditing } from "./row-editing.ts";
import { Told, Waiting } from "./told.tsx";

interface Pages<Row> {
  data: { pages: { items: Row[]; total?: number | null }[] } | undefined;
  error: unknown;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

interface RowTableProps<Row> {
  title: string;
  help: string;
  pages: Pages<Row>;
  columns: GridColumn[];
  units: Units;
  idOf: (row: Row) => string;
  /** How a value reads where that is not how it is typed. */
  shown: (row: Row, column: string) => string | undefined;
  editing: ReturnType<typeof useRowEditing<Row>>;
  search: string;
  onSearch: (text: string) => void;
  onOpen: (id: string) => void;
  actions: ReactNode;
  filters?: ReactNode;
}

/** What a cell says: what is being typed, else what the server has. */
function viewOf<Row>(
  row: Row | undefined,
  id: string,
  column: GridColumn,
  { editing, units, shown }: Pick<RowTableProps<Row>, "editing" | "units" | "shown">,
  unknown: string,
): CellView {
  const value = (row as Record<string, unknown> | undefined)?.[column.id];
  const draft = editing.draftOf(id, column.id);
  if (draft !== undefined) return { ...draft, typed: draft.text };
  const typed = typedCell(value, units);
  if (value == null || value === "") return { text: unknown, typed, isUnknown: true };
  const choice = column.choices?.find((each) => each.value === value)?.label;
  const read = row === undefined ? undefined : shown(row, column.id);
  const number = typeof value === "number" ? units.number(value) : undefined;
  return { text: read ?? choice ?? number ?? typed, typed };
}

export function RowTable<Row>(props: RowTableProps<Row>) {
  const { t } = useTranslation();
  const { title, help, pages, columns, editing, idOf, search, onSearch, onOpen } = props;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  const columnById = new Map(columns.map((column) => [column.id, column]));
  const total = pages.data?.pages[0]?.total ?? null;
  const view = (id: string, columnId: string) => {
    const column = columnById.get(columnId);
    const none = { text: "", typed: "" };
    if (column === undefined) return none;
    return viewOf(byId.get(id), id, column, props, t("unit.unknown"));
  };
  return (
    <div className="table-page">
      <div className="page-head">
        <h1>{title}</h1>
        <TextField
          label={t("action.search")}
          type="search"
          value={search}
          onChange={({ target }) => onSearch(target.value)}
        />
        {props.filters}
        <p className="actions">
          {props.actions}
          <Button disabled={!editing.canUndo} onClick={editing.undo}>
            {t("action.undo")}
          </Button>
        </p>
      </div>
      <p className="muted">{help}</p>
      <p role="status" className="save-state">
        {editing.saving > 0 && t("table.saving", { count: editing.saving })}
        {editing.saving === 0 && editing.wrong > 0 && t("table.wrong", { count: editing.wrong })}
        {editing.saving === 0 && editing.wrong === 0 && editing.canUndo && t("table.saved")}
      </p>
      {editing.failure !== null && <Told error={editing.failure} />}
      {pages.data === undefined ? (
        pages.isPending ? (
          <Waiting />
        ) : (
          <Told error={pages.error} onRetry={() => void pages.refetch()} />
        )
      ) : rows.length === 0 ? (
        <Empty title={search === "" ? t("table.empty") : t("table.not_found")}>
          <p>{search === "" ? t("table.empty_next") : t("table.not_found_next")}</p>
        </Empty>
      ) : (
        <Grid
          words={{
            label: title,
            empty: t("table.no_offers"),
            openOffers: t("action.show_offers"),
          }}
          columns={columns}
          rowIds={rows.map(idOf)}
          total={total}
          cell={view}
          onChange={editing.change}
          onOpen={onOpen}
          onUndo={editing.undo}
          onNearEnd={loadMore}
        />
      )}
      {editing.conflict !== null && (
        <ConflictDialog
          mine={editing.conflict.mine}
          theirs={Object.fromEntries(
            Object.entries(editing.conflict.theirs as Record<string, unknown>).map(
              ([column, value]) => [column, typedCell(value, props.units)],
            ),
          )}
          labelOf={(column) => columnById.get(column)?.label ?? column}
          onMine={editing.keepMine}
          onTheirs={editing.takeTheirs}
        />
      )}
    </div>
  );
}
