import { useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, etagOf, server } from "../api/client.ts";
import { explain } from "../api/errors.ts";
import { useColumnHelp, useRegionId, useSitePages, type Site } from "../api/queries.ts";
import { useLanguage, useUnits } from "../i18n/use-words.ts";
import { Button } from "../ui/button.tsx";
import { useAddress } from "../ui/use-address.ts";
import { useSettled } from "../ui/use-settled.ts";
import { gridColumns, typedCell } from "./columns.ts";
import { useRowEditing } from "./row-editing.ts";
import { RowTable } from "./row-table.tsx";
import { SiteCreate } from "./site-create.tsx";
import { SiteDialog } from "./site-dialog.tsx";
import { useTitle } from "./title.ts";

interface SitePage {
  items: Site[];
  next_cursor: string | null;
}

function useSiteEditing(rows: Site[]) {
  const { t } = useTranslation();
  const units = useUnits();
  const region_id = useRegionId();
  const queries = useQueryClient();
  const store = (site: Site) => {
    const put = (page: SitePage) => ({
      ...page,
      items: page.items.map((row) => (row.site_id === site.site_id ? site : row)),
    });
    queries.setQueriesData<InfiniteData<SitePage>>(
      { queryKey: [region_id, "sites", "pages"] },
      (data) => data && { ...data, pages: data.pages.map(put) },
    );
    void queries.invalidateQueries({ queryKey: [region_id, "names"] });
    void queries.invalidateQueries({ queryKey: [region_id, "map"] });
  };
  const path = (site_id: string) => ({ region_id, site_id });
  return useRowEditing<Site>(
    {
      row: (id) => rows.find(({ site_id }) => site_id === id),
      typed: (row, column) => typedCell((row as Record<string, unknown>)[column], units),
      version: ({ version }) => version,
      update: (id, version, cells) =>
        answerOf(
          server.PATCH("/api/regions/{region_id}/sites/{site_id}", {
            params: { path: path(id), header: { "If-Match": etagOf(version) } },
            body: { cells },
          }),
        ),
      read: (id) =>
        answerOf(
          server.GET("/api/regions/{region_id}/sites/{site_id}", { params: { path: path(id) } }),
        ),
      onStored: store,
    },
    (error) => explain(error, t).what,
  );
}

export function SitesPage() {
  const { t } = useTranslation();
  const units = useUnits();
  const language = useLanguage();
  const [search, setSearch] = useAddress("search");
  const [opened, setOpened] = useAddress("row");
  const [isAdding, setAdding] = useState(false);
  const settled = useSettled(search ?? "");
  const pages = useSitePages(settled === "" ? {} : { search: settled });
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const { data: help } = useColumnHelp("sites", language);
  const editing = useSiteEditing(rows);
  useTitle(t("page.sites"));
  return (
    <>
      <RowTable
        title={t("page.sites")}
        help={t("table.keys")}
        pages={pages}
        columns={gridColumns("sites", help, t, language, units)}
        units={units}
        idOf={({ site_id }) => site_id}
        shown={() => undefined}
        editing={editing}
        search={search ?? ""}
        onSearch={setSearch}
        onOpen={setOpened}
        actions={
          <Button look="main" onClick={() => setAdding(true)}>
            {t("site.add")}
          </Button>
        }
      />
      {isAdding && <SiteCreate onClose={() => setAdding(false)} />}
      {opened !== null && <SiteDialog site_id={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
