// Holds the first load of the desk to its limit.

import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** Scripts and styles of the first page, compressed; the map, charts and base map come later. */
const kMostFirstLoad = 400_000;

/** All files that a page needs before it shows anything: the entry and what it imports. */
function neededFirst(bundle: Rolldown.OutputBundle): Set<string> {
  const needed = new Set<string>();
  const open = Object.values(bundle).flatMap((file) =>
    file.type === "chunk" && file.isEntry ? [file.fileName] : [],
  );
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const file = bundle[name];
    if (needed.has(name) || file === undefined) continue;
    needed.add(name);
    if (file.type !== "chunk") continue;
    open.push(...file.imports, ...(file.viteMetadata?.importedCss ?? []));
  }
  return needed;
}

/** Refuses a build whose first load is larger than the limit, and says how large it is. */
export function firstLoad(): Plugin {
  return {
    name: "first-load",
    enforce: "post",
    generateBundle(_, bundle) {
      let bytes = 0;
      for (const name of neededFirst(bundle)) {
        const file = bundle[name];
        if (file === undefined) continue;
        bytes += gzipSync(file.type === "chunk" ? file.code : file.source).length;
      }
      this.info(`first load ${(bytes / 1000).toFixed(0)} kB gzip`);
      if (bytes > kMostFirstLoad) {
        this.error(`first load ${bytes} bytes gzip, more than ${kMostFirstLoad}`);
      }
    },
  };
}
