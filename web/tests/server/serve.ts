// The real server: the built program with examples/trondelag in a file of its own. How it ends is
// part of the test: told to stop it must end with code 0, and its sanitizers must be silent.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Session } from "../browser/desk/open.ts";

const rootOf = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Of what the sanitizers write when they find something; the program writes neither. */
const kReport = /Sanitizer|runtime error/;
/** How long a stop may take [ms]: what is under way is answered, a plan gives up its search. */
const kMostToStop = 120_000;

/** SAMSPILL_PROGRAM, or what was built last by script/run. */
function program(): string {
  const path = process.env["SAMSPILL_PROGRAM"] ?? rootOf("build/release/samspill");
  if (existsSync(path)) return path;
  throw new Error(`${path} is not there: build it, or name another in SAMSPILL_PROGRAM`);
}

export interface Server {
  /** As it was printed, with the token. */
  address: string;
  /** Throws unless it ends well. */
  stop: () => Promise<void>;
}

/** Of examples/; the first is looked at, a second makes the list of regions one. */
export async function serveRegions(...regions: string[]): Promise<Server> {
  const env = {
    ...process.env,
    LSAN_OPTIONS: `suppressions=${rootOf("tests/leak_suppressions.txt")}`,
  };
  const folder = mkdtempSync(join(tmpdir(), "samspill-"));
  const data = join(folder, "desk.db");
  const path = program();
  for (const region of regions) {
    execFileSync(path, ["import", rootOf(`examples/${region}`), "--into", data], { env });
  }
  const server = spawn(path, ["serve", "--data", data, "--port", "0"], { env });
  const ended = once(server, "exit") as Promise<[number | null, string | null]>;
  let complaints = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  let printed = "";
  for await (const text of server.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    printed += String(text);
    if (printed.includes("\n")) break;
  }
  if (!printed.startsWith("http://127.0.0.1:")) {
    throw new Error(`found ${printed}${complaints}, expected an address`);
  }
  return {
    address: printed.trim(),
    stop: async () => {
      server.kill("SIGINT");
      const late = setTimeout(() => server.kill("SIGKILL"), kMostToStop);
      const [code, signal] = await ended;
      clearTimeout(late);
      rmSync(folder, { recursive: true });
      if (code !== 0 || kReport.test(complaints)) {
        throw new Error(`the server ended with ${String(code ?? signal)}: ${complaints}`);
      }
    },
  };
}

/** Goes in with the printed address, as the first browser does, and keeps the session for more. */
export async function sessionOf(address: string): Promise<Session> {
  const answer = await fetch(address, { redirect: "manual" });
  const [cookie = ""] = answer.headers.getSetCookie();
  const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
  if (name === "") throw new Error(`${String(answer.status)} found, expected a session`);
  return { address: new URL(address).origin, cookie: { name, value } };
}
