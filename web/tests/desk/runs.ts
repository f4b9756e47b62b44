// Runs of the mock: they take a moment, tell how far they are, can be stopped, and answer with
// what the program computed before.

import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import type { Asked, Reply } from "./mock.ts";
import { problem } from "./mock.ts";
import type { Schemas } from "./region.ts";

type Run = Schemas["Run"];

/** Steps of a run and how long each takes [ms]; MOCK_STEP makes them longer. */
const kSteps = 5;
const kStep = Number(process.env["MOCK_STEP"] ?? 120);

function kept(name: string): unknown {
  const file = readFileSync(new URL(`results/${name}.json.gz`, import.meta.url));
  return JSON.parse(gunzipSync(file).toString("utf8"));
}

function resultOf({ kind, options: asked }: Run): unknown {
  switch (kind) {
    case "match":
      return kept("match");
    case "plan":
      if (asked.pareto !== undefined) return kept("front");
      return kept((asked.without?.length ?? 0) > 0 ? "plan-without" : "plan");
    case "portfolio":
      return kept(asked.start_years === undefined ? "portfolio" : "portfolio-moved");
    case "report":
      return { files: ["report.html", "report.pdf", "report.xlsx", "report.geojson"] };
    case "account":
      return { entries: [], balance_t_co2e: { fossil: 0, biogenic: 0, removed: 0, avoided: 0 } };
  }
}

export class Runs {
  private readonly runs: Run[] = [];
  private readonly followers = new Map<number, ServerResponse[]>();
  private readonly regionVersion: () => number;

  constructor(regionVersion: () => number) {
    this.regionVersion = regionVersion;
  }

  answer([id, part, file]: string[], { method, url, body }: Asked): Reply {
    if (id === undefined) {
      if (method === "POST") return this.start(JSON.parse(body) as Schemas["RunOrder"]);
      const kind = url.searchParams.get("kind");
      const items = this.runs.filter((run) => kind === null || run.kind === kind).reverse();
      return {
        status: 200,
        body: { items: items.map((run) => this.shown(run)), next_cursor: null },
      };
    }
    const run = this.runs.find((each) => String(each.run_id) === id);
    if (run === undefined) return problem(404);
    if (part === "cancel") {
      if (run.state === "running") this.end(run, "cancelled");
      return { status: 202, body: this.shown(run) };
    }
    if (part === "result") return { status: 200, body: resultOf(run) };
    if (part === "files") return { status: 200, type: "text/plain", body: file ?? "" };
    return { status: 200, body: this.shown(run) };
  }

  /** Answers with the events of a run if the path is that of them. */
  follow(path: string, response: ServerResponse): boolean {
    const id = /\/runs\/(\d+)\/events$/.exec(path)?.[1];
    const run = this.runs.find((each) => String(each.run_id) === id);
    if (run === undefined) return false;
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(`event: run\ndata: ${JSON.stringify(this.shown(run))}\n\n`);
    if (run.state === "running") this.followersOf(run).push(response);
    else response.end();
    return true;
  }

  private followersOf({ run_id }: Run): ServerResponse[] {
    const found = this.followers.get(run_id) ?? [];
    this.followers.set(run_id, found);
    return found;
  }

  private shown(run: Run): Run {
    return { ...run, is_stale: run.region_version !== this.regionVersion() };
  }

  private start({ kind, options = {} }: Schemas["RunOrder"]): Reply {
    const now = new Date().toISOString();
    const run: Run = {
      run_id: this.runs.length + 1,
      kind,
      options,
      state: "running",
      has_result: false,
      progress: 0,
      phase: null,
      bound: null,
      gap: null,
      region_version: this.regionVersion(),
      is_stale: false,
      created_at: now,
      started_at: now,
      ended_at: null,
      error: null,
    };
    this.runs.push(run);
    this.step(run);
    return { status: 202, body: this.shown(run) };
  }

  private step(run: Run): void {
    setTimeout(() => {
      if (run.state !== "running") return;
      run.progress = (run.progress ?? 0) + 1 / kSteps;
      if (run.progress > 0.99) this.end(run, "done");
      else {
        this.tell(run);
        this.step(run);
      }
    }, kStep);
  }

  private end(run: Run, state: "done" | "cancelled"): void {
    run.state = state;
    run.has_result = true;
    run.ended_at = new Date().toISOString();
    this.tell(run);
    for (const follower of this.followersOf(run)) follower.end();
    this.followers.delete(run.run_id);
  }

  private tell(run: Run): void {
    for (const follower of this.followersOf(run)) {
      follower.write(`event: run\ndata: ${JSON.stringify(this.shown(run))}\n\n`);
    }
  }
}
