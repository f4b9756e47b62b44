import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds on the page that is shown; the page must have been opened without its policy. */
export async function barriers(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe.source });
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`,
    );
  });
  return found.map((text) => text.slice(0, 400));
}
