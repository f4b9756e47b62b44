// The licence notices of the packages that ended up in the script, as one comment before it.
//
// Short licences (ISC, BSD, MIT) ask for their text in every copy; Apache-2.0 asks for the
// package's NOTICE and the name of the licence.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  name: string;
  version: string;
  license: string;
}

/** Folders of the packages that the given module files belong to. */
function packageFolders(modules: readonly string[]): string[] {
  const folders = modules.flatMap((file) => {
    const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
    return found?.[1] ?? [];
  });
  return [...new Set(folders)].sort();
}

function noticeOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const isApache = manifest.license === "Apache-2.0";
  const names = isApache ? ["NOTICE"] : ["LICENSE", "LICENSE.txt", "LICENSE.md"];
  const file = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  const text = file === undefined ? "" : readFileSync(file, "utf8").trim();
  const where = isApache ? ", apache.org/licenses/LICENSE-2.0" : "";
  return `${manifest.name} ${manifest.version} (${manifest.license}${where})\n${text}`;
}

/** A comment naming every package with its notice; equal texts stand once. */
export function licenceNotices(modules: readonly string[]): string {
  const byText = new Map<string, string[]>();
  for (const notice of packageFolders(modules).map(noticeOf)) {
    const [head = "", ...text] = notice.split("\n");
    const key = text.join("\n");
    byText.set(key, [...(byText.get(key) ?? []), head]);
  }
  const parts = [...byText].map(([text, heads]) => `${heads.join("\n")}\n${text}`);
  return `/*! This script contains:\n\n${parts.join("\n\n").replaceAll("*/", "* /")}\n*/\n`;
}
