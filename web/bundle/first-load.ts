// Holds the first load of the desk to its limit.

import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** Scripts and styles of the home, which is the map, compressed; charts come later. */
const kMostFirstLoad = 400_000;

/** What the home loads besides the entry; the base map is data. */
const kHome = ["/pages/map.tsx", "/map/map-canvas.tsx"];

const isOfHome = ({ isEntry, facadeModuleId }: Rolldown.OutputChunk) =>
  isEntry || kHome.some((name) => facadeModuleId?.endsWith(name) === true);

/** All files that the home needs: the entry, its own parts, and what these import. */
function neededFirst(bundle: Rolldown.OutputBundle): Set<string> {
  const needed = new Set<string>();
  const open = Object.values(bundle).flatMap((file) =>
    file.type === "chunk" && isOfHome(file) ? [file.fileName] : [],
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
