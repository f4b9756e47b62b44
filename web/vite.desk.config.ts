// Builds dist/desk/: the web client that `samspill serve` shows. `npm run dev` serves it with the
// mock of tests/desk, or with the server at SAMSPILL_SERVER.

import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { makeBasemap } from "./basemap/make.ts";
import { compressed } from "./bundle/compressed.ts";
import { firstLoad } from "./bundle/first-load.ts";
import { licenceNotices } from "./bundle/notices.ts";
import { deskTokens } from "./bundle/tokens.ts";
import { mockDesk } from "./tests/desk/mock.ts";

const kServer = process.env["SAMSPILL_SERVER"];
const kTokens = fileURLToPath(new URL("src/report/styles/tokens.css", import.meta.url));

/** The colours of the report as `desk-tokens.css`. */
function tokens(): Plugin {
  return {
    name: "tokens",
    enforce: "pre",
    transform(code, id) {
      return id.startsWith(kTokens) ? deskTokens(code) : undefined;
    },
  };
}

/** The base map: a file of the build, and served while developing. */
function basemap(): Plugin {
  return {
    name: "basemap",
    configureServer(server) {
      server.middlewares.use("/basemap.json", (_, response) => {
        response.setHeader("Content-Type", "application/json");
        response.end(JSON.stringify(makeBasemap()));
      });
    },
    generateBundle() {
      const source = JSON.stringify(makeBasemap());
      this.emitFile({ type: "asset", fileName: "basemap.json", source });
    },
  };
}

/** The licences of everything in the build, as one file beside it. */
function notices(): Plugin {
  return {
    name: "notices",
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === "chunk" ? Object.keys(file.modules) : [],
      );
      this.emitFile({ type: "asset", fileName: "licences.txt", source: licenceNotices(modules) });
    },
  };
}

function mock(): Plugin {
  return {
    name: "mock",
    configureServer(server) {
      if (kServer === undefined) server.middlewares.use(mockDesk());
    },
    configurePreviewServer(server) {
      server.middlewares.use(mockDesk());
    },
  };
}

export default defineConfig({
  root: "src/desk",
  plugins: [tokens(), basemap(), notices(), firstLoad(), compressed(), mock()],
  build: {
    target: "es2022",
    outDir: fileURLToPath(new URL("dist/desk", import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  server: kServer === undefined ? {} : { proxy: { "^/api/(?!.*\\.ts$)": kServer } },
});
