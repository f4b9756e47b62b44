// A server that answers the contract from the example region, in memory: for developing and for
// tests of the client. It is a mock: what it computes was computed by the program before.

import type { IncomingMessage, ServerResponse } from "node:http";
import { readCsv } from "./dataset.ts";
import { mapFeatures } from "./map-features.ts";
import { importOf, type Pending } from "./imports.ts";
import { namesIn, placedInitiative } from "./names.ts";
import {
  decisionOf,
  exchangeOf,
  keyColumn,
  kRegionId,
  processOf,
  siteOf,
  Store,
  streamOf,
  wrongCells,
  type Row,
  type Schemas,
  type TableName,
} from "./region.ts";
import { Runs } from "./runs.ts";
import { candidates, isWithin } from "./vocabulary.ts";
import { folded } from "./dataset.ts";

export interface Asked {
  method: string;
  url: URL;
  body: string;
  ifMatch: string | undefined;
  contentType: string;
}

/** What is answered; a string body is sent as it is. */
export interface Reply {
  status: number;
  body?: unknown;
  type?: string;
  headers?: Record<string, string>;
}

const ok = (body: unknown, status = 200): Reply => ({ status, body });
const kTitles: Record<number, string> = {
  404: "Not found",
  412: "Changed since it was read",
  422: "Cells are wrong",
};
export const problem = (status: number, more: Partial<Schemas["Problem"]> = {}): Reply => ({
  status,
  type: "application/problem+json",
  body: { type: "about:blank", title: kTitles[status] ?? "Refused", status, ...more },
});

const kForms: Record<TableName, (row: Row, store: Store) => object> = {
  sites: siteOf,
  streams: streamOf,
  exchanges: exchangeOf,
  initiatives: (row, store) => placedInitiative(store, row),
  processes: processOf,
  decisions: decisionOf,
};
const isTable = (name: string): name is TableName => Object.hasOwn(kForms, name);

class Desk {
  readonly store = new Store();
  readonly runs = new Runs(() => this.store.version);
  private pending: Pending | null = null;

  answer(asked: Asked): Reply {
    const { url, method } = asked;
    const [api, ...parts] = url.pathname.split("/").slice(1).map(decodeURIComponent);
    const [first, region, name = "", id] = parts;
    if (api !== "api") return problem(404);
    if (first === "session") {
      return ok({
        actor: "facilitator",
        version: "0.1.0",
        languages: ["en", "nb", "da", "sv", "fi"],
      });
    }
    if (first === "resources") return ok({ items: this.resources(url) });
    if (first === "columns") return ok({ items: this.columns(url) });
    if (first !== "regions") return problem(404);
    if (region === undefined) return ok({ items: [this.region()] });
    if (region !== kRegionId) return problem(404, { detail: `no region ${region}` });
    if (name === "") return ok(this.region());
    if (isTable(name)) {
      if (id === undefined) {
        return method === "POST" ? this.create(name, asked) : this.list(name, url);
      }
      return this.one(name, id, asked);
    }
    return this.other(name, parts.slice(3), asked);
  }

  private other(name: string, rest: string[], asked: Asked): Reply {
    const { url } = asked;
    switch (name) {
      case "check":
        return ok({ ok: true, errors: 0, warnings: 0, not_listed: 0, diagnostics: [] });
      case "audit": {
        const row_id = url.searchParams.get("row_id");
        const items = this.store.audit.filter((each) => row_id === null || each.row_id === row_id);
        return ok({ items, next_cursor: null });
      }
      case "names":
        return ok(namesIn(this.store, JSON.parse(asked.body) as object));
      case "search":
        return ok({ items: this.search(url.searchParams.get("text") ?? "") });
      case "map": {
        const box = (url.searchParams.get("box") ?? "3,53,33,72").split(",").map(Number);
        return ok(mapFeatures(this.store, box, Number(url.searchParams.get("zoom") ?? 8)));
      }
      case "emissions":
        return ok({
          items: readCsv("examples/trondelag/emissions.csv").map((row) => ({
            ...row,
            year: Number(row["year"]),
            tonnes: Number(row["tonnes"]),
          })),
        });
      case "targets":
        return ok({
          items: readCsv("examples/trondelag/targets.csv").map((row) => ({
            scope: row["scope"],
            year: Number(row["year"]),
            target_kt: row["target_kt"] === "" ? null : Number(row["target_kt"]),
          })),
        });
      case "facts":
        return this.fact(rest[0] ?? "", rest[1] ?? "");
      case "imports":
        return this.import(rest, asked);
      case "export":
        return { status: 200, type: "application/octet-stream", body: "workbook" };
      case "runs":
        return this.runs.answer(rest, asked);
      default:
        return problem(404);
    }
  }

  private region(): Schemas["Region"] {
    const sites = [...this.store.tables.sites.values()].map(siteOf);
    const longitudes = sites.map((site) => site.longitude_deg);
    const latitudes = sites.map((site) => site.latitude_deg);
    const counts = Object.entries(this.store.tables).map(([name, rows]) => [name, rows.size]);
    return {
      region_id: kRegionId,
      name: "Trøndelag",
      country: "NO",
      currency: "EUR",
      base_year: 2023,
      discount_rate: 0.05,
      periods: 12,
      carbon_price_eur_per_t: 80,
      version: this.store.version,
      counts: Object.fromEntries(counts) as Record<string, number>,
      box: [
        Math.min(...longitudes),
        Math.min(...latitudes),
        Math.max(...longitudes),
        Math.max(...latitudes),
      ],
    };
  }

  private list(table: TableName, url: URL): Reply {
    const asked = (name: string) => url.searchParams.get(name);
    const words = folded(asked("search") ?? "").split(/\s+/);
    const rows = [...this.store.tables[table].values()].filter((row) => {
      for (const column of ["site_id", "direction", "stage"]) {
        const wanted = asked(column);
        if (wanted !== null && row.cells[column] !== wanted) return false;
      }
      const resource = asked("resource");
      if (resource !== null && !isWithin(streamOf(row).resource_id ?? "", resource)) return false;
      const text = folded(JSON.stringify(kForms[table](row, this.store)));
      return words.every((word) => text.includes(word));
    });
    const limit = Number(asked("limit") ?? 100);
    const start = Number(asked("cursor") ?? 0);
    const items = rows.slice(start, start + limit).map((row) => kForms[table](row, this.store));
    const next_cursor = start + limit < rows.length ? String(start + limit) : null;
    return ok({ items, next_cursor, total: rows.length });
  }

  private one(table: TableName, id: string, { method, ifMatch, body }: Asked): Reply {
    const row = this.store.tables[table].get(id);
    if (row === undefined) return problem(404, { detail: `no row ${id} in ${table}` });
    const shown = () => ({
      ...ok(kForms[table](row, this.store)),
      headers: { ETag: `"${row.version}"` },
    });
    if (method === "GET") return shown();
    if (ifMatch === undefined) return problem(428);
    if (ifMatch !== `"${row.version}"`) return problem(412);
    if (method === "DELETE") {
      this.store.tables[table].delete(id);
      this.store.note("remove", table, id, row.cells, null);
      return { status: 204 };
    }
    const { cells = {}, qualities } = JSON.parse(body) as Schemas["Cells"] & {
      qualities?: Row["qualities"];
    };
    const errors = wrongCells(table, cells);
    if (errors.length > 0) return problem(422, { errors });
    const before = row.cells;
    row.cells = { ...before, ...cells };
    if (qualities !== undefined) row.qualities = qualities;
    ++row.version;
    this.store.note("update", table, id, before, row.cells);
    return shown();
  }

  private create(table: TableName, { body }: Asked): Reply {
    const given = JSON.parse(body) as Schemas["Cells"] &
      Record<string, string> & {
        qualities?: Row["qualities"];
      };
    const cells = table === "decisions" ? this.decided(given) : (given.cells ?? {});
    const id = cells[keyColumn(table)] ?? "";
    const errors = wrongCells(table, cells);
    if (this.store.tables[table].has(id) && table !== "decisions") {
      const message = `${keyColumn(table)} "${id}" is taken; expected one that is new`;
      errors.push({ severity: "error", file: table, row: 0, column: keyColumn(table), message });
    }
    if (errors.length > 0) return problem(422, { errors });
    const row: Row = { cells, version: 1, qualities: given.qualities ?? [] };
    this.store.tables[table].set(id, row);
    this.store.note("create", table, id, null, cells);
    return ok(kForms[table](row, this.store), 201);
  }

  /** A decision's cells; an accepted match becomes an exchange at the stage of idea. */
  private decided({ quantity, ...texts }: Record<string, unknown>): Row["cells"] {
    const { offer_id = "", need_id = "", unit = "", ...rest } = texts as Record<string, string>;
    const ends = { offer_id, need_id };
    const cells: Row["cells"] = {
      ...ends,
      ...rest,
      decision_id: `${ends.offer_id}~${ends.need_id}`,
      date: new Date().toISOString().slice(0, 10),
    };
    if (cells["decision"] === "accepted") {
      const exchange_id = `x-${ends.offer_id}-${ends.need_id}`;
      const amount = typeof quantity === "number" ? String(quantity) : "";
      const promised = { quantity: amount, unit: `${unit}/yr` };
      const exchange = { exchange_id, ...ends, stage: "idea", ...promised, measured: "" };
      this.store.tables.exchanges.set(exchange_id, { cells: exchange, version: 1, qualities: [] });
      cells["exchange_id"] = exchange_id;
    }
    return cells;
  }

  private search(text: string): Schemas["Found"][] {
    const wanted = folded(text);
    const sites = [...this.store.tables.sites.values()].map(siteOf);
    const found: Schemas["Found"][] = sites
      .filter((site) => folded(`${site.name} ${site.organisation ?? ""}`).includes(wanted))
      .map((site) => ({
        kind: "site",
        id: site.site_id,
        label: site.name,
        detail: site.municipality,
      }));
    const resources = candidates(text, "nb", 5);
    const streams = [...this.store.tables.streams.values()].map(streamOf);
    for (const { resource_id, name } of resources) {
      found.push({ kind: "resource", id: resource_id, label: name, detail: null });
      for (const stream of streams.filter((each) => each.resource_id === resource_id).slice(0, 3)) {
        const site = sites.find((each) => each.site_id === stream.site_id);
        found.push({
          kind: "stream",
          id: stream.stream_id,
          label: name,
          detail: site?.name ?? null,
        });
      }
    }
    return found.slice(0, 12);
  }

  private resources(url: URL) {
    const asked = (name: string, otherwise: string) => url.searchParams.get(name) ?? otherwise;
    return candidates(asked("text", ""), asked("language", "en"), Number(asked("limit", "10")));
  }

  private columns(url: URL): Schemas["Column"][] {
    const language = url.searchParams.get("language") === "nb" ? "nb" : "en";
    return readCsv("data/dataset_columns.csv").map((row) => ({
      table: row["table"] ?? "",
      column: row["column"] ?? "",
      kind: row["kind"] ?? "",
      is_required: row["required"] === "yes",
      choices: null,
      help: row[`help_${language}`] ?? "",
    }));
  }

  private fact(asked: string, row_id: string): Reply {
    for (const table of ["prices", "factors", "transport", "synergies"]) {
      if (asked !== table && asked !== "any") continue;
      const cells = readCsv(`data/${table}.csv`).find(
        (row) => Object.values(row)[0] === row_id || row["factor_id"] === row_id,
      );
      if (cells === undefined) continue;
      const is_verified = cells["status"] !== "unverified";
      return ok({ table, row_id, is_own: false, is_verified, cells });
    }
    return problem(404);
  }

  private import([import_id]: string[], { url, body }: Asked): Reply {
    if (import_id === undefined) {
      this.pending = importOf(this.store, url.searchParams.get("table"), body);
      return ok(this.pending.shown, 201);
    }
    this.pending?.apply();
    return ok(this.region());
  }
}

function read(request: IncomingMessage): Promise<string> {
  return new Promise((done) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => done(Buffer.concat(parts).toString("utf8")));
  });
}

/** A handler of requests under /api; others go to `next`. */
export function mockDesk() {
  const desk = new Desk();
  return (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (!url.pathname.startsWith("/api/") || url.pathname.endsWith(".ts")) {
      next();
      return;
    }
    if (desk.runs.follow(url.pathname, response)) return;
    void read(request).then((body) => {
      const {
        status,
        body: answer,
        type = "application/json",
        headers,
      } = desk.answer({
        method: request.method ?? "GET",
        url,
        body,
        ifMatch: request.headers["if-match"],
        contentType: request.headers["content-type"] ?? "",
      });
      response.writeHead(status, { "Content-Type": type, ...headers });
      response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
    });
  };
}
