// The built client with the mock behind it, under a policy no looser than the real server's.

import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mockDesk } from "./mock.ts";

const kDesk = fileURLToPath(new URL("../../dist/desk", import.meta.url));

/** Nothing from elsewhere, no script or style in the page itself. */
export const kPolicy = [
  "default-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
].join("; ");

const kTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

export async function serveDesk(): Promise<{ address: string; stop: () => void }> {
  const mock = mockDesk();
  const server: Server = createServer((request, response) => {
    mock(request, response, () => {
      const path = new URL(request.url ?? "/", "http://localhost").pathname;
      const asked = join(kDesk, path);
      const file = existsSync(asked) && extname(asked) !== "" ? asked : join(kDesk, "index.html");
      response.writeHead(200, {
        "Content-Type": kTypes[extname(file)] ?? "application/octet-stream",
        "Content-Security-Policy": kPolicy,
      });
      response.end(readFileSync(file));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, stop: () => server.closeAllConnections() };
}
