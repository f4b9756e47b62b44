import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, etagOf, server } from "../api/client.ts";
import { explain } from "../api/errors.ts";
import {
  useColumnHelp,
  useRegionId,
  useStreamPages,
  type RowFilter,
  type Stream,
} from "../api/queries.ts";
import { useLanguage, useUnits } from "../i18n/use-words.ts";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { useAddress } from "../ui/use-address.ts";
import { useSettled } from "../ui/use-settled.ts";
import { gridColumns, typedCell } from "./columns.ts";
import { useNames } from "./names.ts";
import { useRowEditing } from "./row-editing.ts";
import { RowTable } from "./row-table.tsx";
import { StreamCreate } from "./stream-create.tsx";
import { StreamDialog } from "./stream-dialog.tsx";
import { useStoredStream } from "./stream-editing.ts";
import { useTitle } from "./title.ts";

function useStreamEditing(rows: Stream[]) {
  const { t } = useTranslation();
  const units = useUnits();
  const region_id = useRegionId();
  const onStored = useStoredStream();
  const path = (stream_id: string) => ({ region_id, stream_id });
  return useRowEditing<Stream>(
    {
      row: (id) => rows.find(({ stream_id }) => stream_id === id),
      typed: (row, column) => typedCell((row as Record<string, unknown>)[column], units),
      version: ({ version }) => version,
      update: (id, version, cells) =>
        answerOf(
          server.PATCH("/api/regions/{region_id}/streams/{stream_id}", {
            params: { path: path(id), header: { "If-Match": etagOf(version) } },
            body: { cells },
          }),
        ),
      read: (id) =>
        answerOf(
          server.GET("/api/regions/{region_id}/streams/{stream_id}", {
            params: { path: path(id) },
          }),
        ),
      onStored,
    },
    (error) => explain(error, t).what,
  );
}

function useStreamFilter(search: string): [RowFilter, string | null, (value: string) => void] {
  const [direction, setDirection] = useAddress("direction");
  const [site_id] = useAddress("site_id");
  const [resource] = useAddress("resource");
  const settled = useSettled(search);
  const known = (["offer", "need"] as const).find((each) => each === direction);
  const filter: RowFilter = {
    ...(settled === "" ? {} : { search: settled }),
    ...(known === undefined ? {} : { direction: known }),
    ...(site_id === null ? {} : { site_id }),
    ...(resource === null ? {} : { resource }),
  };
  return [filter, direction, setDirection];
}

/** What the table is narrowed to by a link that led here, and the way out of it. */
function Narrowed() {
  const { t } = useTranslation();
  const [site_id, setSite] = useAddress("site_id");
  const [resource, setResource] = useAddress("resource");
  const names = useNames({
    sites: site_id === null ? [] : [site_id],
    resources: resource === null ? [] : [resource],
  });
  return (
    <>
      {site_id !== null && (
        <Button onClick={() => setSite(null)}>
          {t("stream.only_site", { site: names.site(site_id) })}
        </Button>
      )}
      {resource !== null && (
        <Button onClick={() => setResource(null)}>
          {t("stream.only_resource", { resource: names.resourceOf(resource) })}
        </Button>
      )}
    </>
  );
}

export function StreamsPage() {
  const { t } = useTranslation();
  const units = useUnits();
  const language = useLanguage();
  const [search, setSearch] = useAddress("search");
  const [opened, setOpened] = useAddress("row");
  const [isAdding, setAdding] = useState(false);
  const [filter, direction, setDirection] = useStreamFilter(search ?? "");
  const pages = useStreamPages(filter);
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const names = useNames({ sites: rows.map(({ site_id }) => site_id) });
  const { data: help } = useColumnHelp("streams", language);
  const editing = useStreamEditing(rows);
  useTitle(t("page.streams"));
  const shown = (row: Stream, column: string) => {
    if (column === "resource") return names.resource(row);
    if (column === "site_id") return names.site(row.site_id);
    if (column === "unit") return units.unitName(row.unit);
    return undefined;
  };
  return (
    <>
      <RowTable
        title={t("page.streams")}
        help={t("table.keys")}
        pages={pages}
        columns={gridColumns("streams", help, t, language, units)}
        units={units}
        idOf={({ stream_id }) => stream_id}
        shown={shown}
        editing={editing}
        search={search ?? ""}
        onSearch={setSearch}
        onOpen={setOpened}
        filters={
          <SelectField
            label={t("column.streams.direction")}
            value={direction ?? ""}
            onChange={({ target }) => setDirection(target.value)}
            choices={[
              { value: "", label: t("stream.both") },
              { value: "offer", label: t("direction.offers") },
              { value: "need", label: t("direction.needs") },
            ]}
          />
        }
        actions={
          <>
            <Narrowed />
            <Button look="main" onClick={() => setAdding(true)}>
              {t("stream.add")}
            </Button>
          </>
        }
      />
      {isAdding && <StreamCreate onClose={() => setAdding(false)} />}
      {opened !== null && <StreamDialog stream_id={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
