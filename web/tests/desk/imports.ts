// Uploads of the mock: CSV tables are read; a workbook stands for two mistakes in streams.

import { parseCsv, type Cells } from "./dataset.ts";
import { keyColumn, wrongCells, type Schemas, type Store, type TableName } from "./region.ts";

export interface Pending {
  shown: Schemas["Import"];
  apply: () => void;
}

/** The answer to a workbook, which the mock cannot read. */
const kWorkbook = `stream_id,site_id,direction,resource,quantity,unit
new-offer,tine-verdal,offer,whey,-5,t/yr
other-offer,tine-verdal,offer,whey,12,buckets
`;

export function importOf(store: Store, table: string | null, body: string): Pending {
  const name = (table ?? "streams") as TableName;
  const rows = parseCsv(table === null ? kWorkbook : body);
  const key = keyColumn(name);
  const diagnostics = rows.flatMap((cells, at) =>
    wrongCells(name, cells).map((wrong) => ({ ...wrong, row: at + 2 })),
  );
  const stored = store.tables[name];
  const changes = rows.flatMap((cells) =>
    changeOf(cells, cells[key] ?? "", stored.get(cells[key] ?? "")?.cells),
  );
  const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
  return {
    shown: {
      import_id: "1",
      region_version: store.version,
      ok: diagnostics.length === 0,
      diagnostics,
      tables: [
        {
          table: name,
          added: count("added"),
          changed: count("changed"),
          removed: 0,
          changes,
        },
      ],
    },
    apply: () => {
      for (const cells of rows) {
        const id = cells[key] ?? "";
        const before = stored.get(id);
        const after = { ...before?.cells, ...cells };
        const qualities = before?.qualities ?? [];
        stored.set(id, { cells: after, version: (before?.version ?? 0) + 1, qualities });
        store.note("import", name, id, before?.cells ?? null, after);
      }
    },
  };
}

type Change = Schemas["Import"]["tables"][number]["changes"][number];

function changeOf(cells: Cells, row_id: string, before: Cells | undefined): Change[] {
  const changed = Object.entries(cells)
    .filter(([column, text]) => (before?.[column] ?? "") !== text)
    .map(([column, after]) => ({ column, before: before?.[column] ?? null, after }));
  if (before === undefined) return [{ kind: "added", row_id, cells: changed }];
  return changed.length === 0 ? [] : [{ kind: "changed", row_id, cells: changed }];
}
