// Builds dist/report/: report.js, report.css and basemap.json, and nothing else.

import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { makeBasemap } from "./basemap/make.ts";
import { licenceNotices } from "./bundle/notices.ts";

/** More than this has no place in every report [bytes]. */
const kMostScript = 900_000;
const kMostBasemap = 1_000_000;

/** The base map beside the script. */
function basemap(): Plugin {
  return {
    name: "basemap",
    generateBundle() {
      const source = JSON.stringify(makeBasemap());
      if (source.length > kMostBasemap) this.error(`basemap.json has ${source.length} bytes`);
      this.emitFile({ type: "asset", fileName: "basemap.json", source });
    },
  };
}

/** The licences of what is in the script, before it. */
function notices(): Plugin {
  return {
    name: "notices",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk")
          file.code = licenceNotices(Object.keys(file.modules)) + file.code;
      }
    },
  };
}

/** The script and the style sheet stand inside HTML, so nothing in them may end their element. */
function inlinable(): Plugin {
  return {
    name: "inlinable",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        const source = file.type === "chunk" ? file.code : String(file.source);
        const found = /<\/(script|style)|<!--/i.exec(source);
        if (found !== null) this.error(`${file.fileName} contains ${found[0]}`);
        if (file.type === "chunk" && source.length > kMostScript) {
          this.error(`${file.fileName} has ${source.length} bytes`);
        }
      }
    },
  };
}

export default defineConfig({
  plugins: [basemap(), notices(), inlinable()],
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  build: {
    target: "es2022",
    outDir: "dist/report",
    emptyOutDir: true,
    lib: {
      entry: "src/report/main.ts",
      formats: ["iife"],
      name: "samspillReport",
      fileName: () => "report.js",
      cssFileName: "report",
    },
  },
  test: { include: ["src/**/*.test.ts", "basemap/**/*.test.ts"] },
});
