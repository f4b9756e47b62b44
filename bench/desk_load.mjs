// Asks a running desk for pages, searches and parts of the map at fixed times, and prints how long
// the answers took: node bench/desk_load.mjs ADDRESS [--rate 300] [--seconds 30] [--edits 0]
// [--seed 1] [--pid PID] [--only TEXT]. ADDRESS is what `samspill serve` prints; --edits are changes a second
// besides, which change the database; --pid is the server's, for its CPU time and memory; --only
// leaves out the kinds of requests whose name lacks the text.
//
// Open loop: a request is due whatever became of those before, and its time counts from when it was
// due, not from when it could be sent. bench/desk-load makes the region and runs this.

import { readFileSync } from "node:fs";
import http from "node:http";
import { parseArgs } from "node:util";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: "string", default: "300" },
    seconds: { type: "string", default: "30" },
    edits: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    pid: { type: "string" },
    only: { type: "string", default: "" },
  },
});
const [rate, seconds, edits] = [options.rate, options.seconds, options.edits].map(Number);
const address = new URL(positionals[0] ?? "");
const agent = new http.Agent({ keepAlive: true, maxSockets: 48 });
const kWarmUpSeconds = 2;

/** Numbers of 0…1, the same for the same seed (mulberry32). */
let state = Number(options.seed);
function unit() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (count) => Math.floor(unit() * count);
const any = (list) => list[below(list.length)];

let cookie = "";
function send(method, path, { headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent,
        host: address.hostname,
        port: address.port,
        method,
        path,
        headers: { Cookie: cookie, "Accept-Encoding": "gzip, deflate, br", ...headers },
      },
      (response) => {
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const { statusCode: status, headers: fields } = response;
          resolve({ status, headers: fields, body: Buffer.concat(chunks) });
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** The token of the address for the cookie, as a browser does it. */
async function enter() {
  const answer = await send("GET", address.pathname + address.search);
  if (answer.status !== 303) throw new Error(`the address was not let in: ${answer.status}`);
  cookie = answer.headers["set-cookie"][0].split(";")[0];
}

async function read(path) {
  const answer = await send("GET", path, { headers: { "Accept-Encoding": "identity" } });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body}`);
  return { json: JSON.parse(answer.body), tag: answer.headers.etag };
}

/** Rows from everywhere in the table; ids of rows grow from 1, and so do cursors. */
async function sample(path, rows) {
  const pages = Array.from({ length: 40 }, (_, i) => Math.floor((i * rows) / 40));
  const found = [];
  for (const cursor of pages) found.push(...(await read(`${path}?limit=50&cursor=${cursor}`)).json.items);
  return found;
}

const text = encodeURIComponent;
/** A box of that many pixels around a place, as the map asks for it: west, south, east, north. */
function view(place, zoom, width, height) {
  const degrees = 360 / (256 * 2 ** zoom);
  const east = (width / 2) * degrees;
  const north = (height / 2) * degrees * Math.cos((place.latitude_deg * Math.PI) / 180);
  const { longitude_deg: x, latitude_deg: y } = place;
  return [x - east, y - north, x + east, y + north].map((side) => side.toFixed(4)).join(",");
}

// What people type, letter by letter, in the languages of the desk and some besides.
const kWords = [
  "sawdust", "fish sludge", "fiskeslam", "slam fra settefisk", "flis", "aske", "flyveaske",
  "överskottsvärme", "spillvarme", "hukkalämpö", "sahanpuru", "Trondheim", "bergen sawmill",
  "aluminium", "gips", "CO2", "wood", "tre", "puu", "slagg", "Abwärme", "popiół", "hake", "s4", "vann",
];

/** Each kind of request with its share, and how to make one. */
function kindsOf(region, { sites, streams, resources, words, rows }) {
  const of = `/api/regions/${region.region_id}`;
  const [west, south, east, north] = region.box;
  const whole = [west, south, east, north].join(",");
  const map = (zoom) => () => [`${of}/map?zoom=${zoom}&box=${view(any(sites), zoom, 1280, 800)}`];
  return [
    [10, "sites, page of 100", () => [`${of}/sites?limit=100&cursor=${below(rows.sites)}`]],
    [4, "sites in a municipality", () => [`${of}/sites?municipality=${text(any(sites).municipality)}`]],
    [4, "sites by a word", () => [`${of}/sites?search=${text(any(words))}`]],
    [4, "sites in a box, 100", () => [`${of}/sites?box=${view(any(sites), 4 + below(8), 1280, 800)}`]],
    [8, "streams, page of 100", () => [`${of}/streams?limit=100&cursor=${below(rows.streams)}`]],
    [8, "streams of a resource", () => [`${of}/streams?resource=${any(resources)}`]],
    [4, "needs of a resource, deep", () => [
      `${of}/streams?direction=need&resource=${any(resources)}&cursor=${below(rows.streams)}`,
    ]],
    [3, "streams in a box, 100", () => [`${of}/streams?box=${view(any(sites), 4 + below(8), 1280, 800)}`]],
    [15, "search", () => {
      const word = unit() < 0.5 ? any(kWords) : any(words);
      return [`${of}/search?text=${text(word.slice(0, 2 + below(word.length)).trim())}`];
    }],
    [6, "one site", () => [`${of}/sites/${text(any(sites).site_id)}`]],
    [6, "streams of a site", () => [`${of}/streams?limit=500&site_id=${text(any(sites).site_id)}`]],
    [4, "one stream", () => [`${of}/streams/${text(any(streams).stream_id)}`]],
    [4, "map, whole region, zoom 4", () => [`${of}/map?zoom=4&box=${whole}`]],
    [2, "map, whole region, zoom 8", () => [`${of}/map?zoom=8&box=${whole}`]],
    [4, "map, zoom 6", map(6)],
    [5, "map, zoom 9", map(9)],
    [5, "map, zoom 12", map(12)],
    [3, "map, zoom 15", map(15)],
    [4, "map again, unchanged", (tag) => [`${of}/map?zoom=4&box=${whole}`, { "If-None-Match": tag }]],
  ]
    .filter(([, name]) => name.includes(options.only))
    .map(([share, name, make]) => ({ share, name, make }));
}

/** Changes to be sent, each with the version that it is based on, read before the clock runs. */
async function preparedEdits(region, { sites, streams }, count) {
  const of = `/api/regions/${region.region_id}`;
  const run = Date.now().toString(36);
  const made = [];
  const patch = async (name, path, cells) => {
    const { tag } = await read(path);
    made.push({ name, method: "PATCH", path, headers: { "If-Match": tag }, cells });
  };
  const taken = new Set();
  const fresh = (list, id) => {
    const free = list.filter((row) => !taken.has(row[id]));
    const row = any(free);
    taken.add(row[id]);
    return row[id];
  };
  for (let i = 0; i < count; ++i) {
    const site = any(sites);
    if (i % 4 === 0) {
      const cells = { quantity: String(1 + below(9000)) };
      await patch("change a stream", `${of}/streams/${text(fresh(streams, "stream_id"))}`, cells);
    } else if (i % 4 === 1) {
      const cells = { employees: String(1 + below(900)), note: "changed" };
      await patch("change a site", `${of}/sites/${text(fresh(sites, "site_id"))}`, cells);
    } else if (i % 4 === 2) {
      const cells = { stream_id: `load-${run}-${i}`, site_id: site.site_id, direction: "offer",
        resource: "sawdust", quantity: "120", unit: "t/yr" };
      made.push({ name: "add a stream", method: "POST", path: `${of}/streams`, cells });
    } else {
      const cells = { site_id: `load-${run}-${i}`, name: "Load", country: "NO",
        latitude_deg: String(site.latitude_deg), longitude_deg: String(site.longitude_deg) };
      made.push({ name: "add a site", method: "POST", path: `${of}/sites`, cells });
    }
  }
  return made;
}

/** CPU seconds and resident MB of the server, from Linux. */
function serverUse() {
  if (options.pid === undefined) return null;
  const stat = readFileSync(`/proc/${options.pid}/stat`, "utf8").split(") ")[1].split(" ");
  const status = readFileSync(`/proc/${options.pid}/status`, "utf8");
  const mb = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1000;
  return { cpu: (Number(stat[11]) + Number(stat[12])) / 100, mb: mb("VmRSS"), peak: mb("VmHWM") };
}

const taken = new Map(); // by kind: times, bytes, errors
let lateness = 0; // the longest that a request was sent after it was due
let tag = "";
async function ask(kind, due, method, path, headers, body) {
  const entry = taken.get(kind) ?? { times: [], bytes: 0, errors: 0 };
  taken.set(kind, entry);
  lateness = Math.max(lateness, performance.now() - due);
  try {
    const answer = await send(method, path, { headers, body });
    const isRight = answer.status < 400;
    if (!isRight && ++entry.errors <= 3) {
      console.error(`${kind}: ${answer.status} ${path} ${answer.body.toString().slice(0, 200)}`);
    }
    entry.bytes += answer.body.length;
    if (path.includes("/map") && answer.headers.etag) tag = answer.headers.etag;
  } catch (error) {
    if (++entry.errors <= 3) console.error(`${kind}: ${error.message}`);
  }
  entry.times.push(performance.now() - due);
}

/** Calls begin(i, due) for each of so many due times, evenly apart; ends when all have begun. */
function atTimes(count, apart, start, begin) {
  return new Promise((resolve) => {
    let next = 0;
    const tick = () => {
      const now = performance.now();
      for (; next < count && start + next * apart <= now; ++next) begin(next, start + next * apart);
      if (next < count) setTimeout(tick, 1);
      else resolve();
    };
    tick();
  });
}

function lottery(kinds) {
  const sum = kinds.reduce((total, { share }) => total + share, 0);
  return () => {
    let left = unit() * sum;
    return kinds.find(({ share }) => (left -= share) < 0) ?? kinds[0];
  };
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
function line(name, { times, bytes, errors }) {
  const sorted = [...times].sort((a, b) => a - b);
  const figures = [0.5, 0.95, 0.99, 1].map((share) => at(sorted, share).toFixed(1));
  return [name, times.length, ...figures, (bytes / times.length / 1000).toFixed(1), errors];
}

function print(lines) {
  const head = ["request", "count", "p50 ms", "p95 ms", "p99 ms", "max ms", "kB", "errors"];
  for (const row of [head, head.map(() => "---"), ...lines]) console.log(`| ${row.join(" | ")} |`);
}

await enter();
const begun = performance.now();
const region = (await read("/api/regions")).json.items[0];
console.error(`the region is there after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
const of = `/api/regions/${region.region_id}`;
const rows = { sites: region.counts.sites, streams: region.counts.streams };
const sites = await sample(`${of}/sites`, rows.sites);
const streams = await sample(`${of}/streams`, rows.streams);
const resources = [...new Set(streams.map((stream) => stream.resource_id)), "waste", "wood", "heat"]
  .filter((name) => name !== null);
const known = [];
for (const name of resources) {
  const answer = await send("GET", `${of}/streams?limit=1&resource=${text(name)}`);
  if (answer.status === 200) known.push(text(name));
}
const words = sites.slice(0, 200).flatMap(({ name }) => name.split(/[ ,]+/).slice(0, 2));
const drawn = kindsOf(region, { sites, streams, resources: known, words, rows });
const changes = await preparedEdits(region, { sites, streams }, Math.floor(edits * seconds));

const draw = lottery(drawn);
const begin = (_, due) => {
  const kind = draw();
  const [path, headers] = kind.make(tag);
  void ask(kind.name, due, "GET", path, headers ?? {});
};
await atTimes(rate * kWarmUpSeconds, 1000 / rate, performance.now(), begin);
await new Promise((resolve) => setTimeout(resolve, 500));
taken.clear();
lateness = 0;
const before = serverUse();
const own = process.cpuUsage();
const start = performance.now() + 10;
await Promise.all([
  atTimes(rate * seconds, 1000 / rate, start, begin),
  atTimes(changes.length, 1000 / edits, start, (i, due) => {
    const { name, method, path, headers, cells } = changes[i];
    const typed = { ...headers, "Content-Type": "application/json" };
    void ask(name, due, method, path, typed, JSON.stringify({ cells }));
  }),
]);
const expected = rate * seconds + changes.length;
const done = () => [...taken.values()].reduce((sum, { times }) => sum + times.length, 0);
while (done() < expected) await new Promise((resolve) => setTimeout(resolve, 20));
const after = serverUse();
const used = process.cpuUsage(own);

const names = [...drawn.map(({ name }) => name), ...new Set(changes.map(({ name }) => name))];
print([
  ...names.filter((name) => taken.has(name)).map((name) => line(name, taken.get(name))),
  line("all", {
    times: [...taken.values()].flatMap(({ times }) => times),
    bytes: [...taken.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    errors: [...taken.values()].reduce((sum, { errors }) => sum + errors, 0),
  }),
]);
const load = readFileSync("/proc/loadavg", "utf8").split(" ")[0];
console.log(`\n${rate} requests/s and ${edits} changes/s for ${seconds} s; load of the machine ${load}.`);
if (before !== null) {
  const cpu = after.cpu - before.cpu;
  console.log(
    `Server: ${((1000 * cpu) / expected).toFixed(2)} ms CPU a request, ` +
      `${((100 * cpu) / seconds).toFixed(0)} % of a core, ${after.mb.toFixed(0)} MB, at most ${after.peak.toFixed(0)} MB.`,
  );
}
console.log(
  `Generator: ${((used.user + used.system) / 1e4 / seconds).toFixed(0)} % of a core, ` +
    `requests sent up to ${lateness.toFixed(1)} ms after they were due.`,
);
agent.destroy();
