// Makes the results that the mock answers with, by the program itself:
// node tests/desk/make-results.mjs PROGRAM   (in web/)
//
// Lists that no page shows are left out of plans, which keeps the files small.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { argv } from "node:process";
import { URL } from "node:url";
import { gzipSync } from "node:zlib";

const program = argv[2];
if (program === undefined) throw new Error("usage: make-results.mjs PROGRAM");
const data = new URL("../../../examples/trondelag", import.meta.url).pathname;
const kMostOutput = 1 << 26;

function run(...args) {
  const options = { encoding: "utf8", maxBuffer: kMostOutput };
  return JSON.parse(execFileSync(program, [...args, "--json"], options));
}

function keep(name, result) {
  const file = new URL(`results/${name}.json.gz`, import.meta.url);
  writeFileSync(file, gzipSync(JSON.stringify(result), { level: 9 }));
}

const kNotShown = ["disposals", "purchases", "prices", "activities", "storages"];
const kNotShownOfFlows = ["factor_id", "use_factor_id", "legs"];

function without(object, names) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function plan(...args) {
  const result = without(run("plan", data, ...args), ["proof"]);
  for (const list of kNotShown) result[list] = [];
  result.flows = result.flows.map((flow) => without(flow, kNotShownOfFlows));
  return result;
}

keep("match", run("match", data, "--top", "2"));
keep("plan", plan());
keep("plan-without", plan("--without", "biokraft-skogn", "--gap", "0.005"));
keep("front", { points: plan("--pareto", "5", "--gap", "0.02").points });
keep("portfolio", run("portfolio", data));
keep("portfolio-moved", run("portfolio", data, "--start", "i-elkem-ccs=2036"));
