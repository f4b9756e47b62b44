// The main path on the real server, from a workbook with two mistakes to the downloaded report.
// What is expected is what a person sees.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Hands } from "./hands.ts";
import type { Say } from "./words.ts";

/** What the server says of a mistake begins so. */
const kFound = { en: "found", nb: "fant" };

/** Planning under the sanitizers, on a machine with other work, takes its time [ms]. */
const kLong = 600_000;

export interface Walk {
  page: Page;
  hands: Hands;
  say: Say;
  language: "en" | "nb";
}

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
/** What is seen of it, without the words for screen readers only. */
const textOf = (place: Locator) =>
  place.evaluate((node) => {
    const seen = node.cloneNode(true) as Element;
    for (const unseen of seen.querySelectorAll(".for-readers")) unseen.remove();
    return seen.textContent.trim();
  });

/** Goes to a page and waits until it has taken the focus, as a person waits to see it. */
async function goTo({ page, hands, say }: Walk, name: string): Promise<void> {
  const link = page.getByRole("navigation").getByRole("link", { name: say(`page.${name}`) });
  await hands.press(link);
  await page.getByRole("heading", { level: 1, name: say(`page.${name}`) }).waitFor();
  await page.locator("main:focus").waitFor();
}
const button = ({ page, say }: Walk, key: string) =>
  page.getByRole("button", { name: say(key), exact: true });
/** The figure under its name, above the tables. */
const figure = ({ page, say }: Walk, key: string) =>
  page
    .locator(".key-figures > div")
    .filter({ hasText: say(key) })
    .locator("dd")
    .first();

export async function uploadAndMend(walk: Walk): Promise<void> {
  const { page, hands, say, language } = walk;
  await goTo(walk, "files");
  const file = page.getByLabel(say("files.choose"));
  await hands.chooseFile(file, fileOf("mistakes.xlsx"));
  const mistakes = page.getByRole("region", { name: say("files.mistakes") }).getByRole("row");
  await mistakes.nth(2).waitFor();
  expect(await mistakes.count(), "a head and two mistakes").toBe(3);
  const row = (number: string) => say("diagnostic.row", { row: number });
  expect(await textOf(mistakes.nth(1))).toContain(`streams, ${row("2")}, quantity`);
  expect(await textOf(mistakes.nth(1))).toContain(`${kFound[language]} "-5"`);
  expect(await textOf(mistakes.nth(2))).toContain(`streams, ${row("3")}, unit`);
  expect(await textOf(mistakes.nth(2))).toContain(`${kFound[language]} "buckets"`);
  expect(await button(walk, "files.save").isDisabled()).toBe(true);

  await hands.chooseFile(file, fileOf("mended.xlsx"));
  const counts = { added: "2", changed: "0", removed: "0" };
  await page.getByText(say("files.counts", counts)).waitFor();
  await hands.press(button(walk, "files.save"));
  await page.getByText(say("files.saved"), { exact: true }).waitFor();
}

/** Accepts the first match; the names of its two ends. */
export async function matchAndAccept(walk: Walk): Promise<string> {
  const { page, hands, say } = walk;
  await goTo(walk, "matches");
  await hands.press(button(walk, "match.start"));
  await page.locator(".list-count").waitFor({ timeout: kLong });
  expect(Number.parseInt(await textOf(page.locator(".list-count")), 10)).toBeGreaterThan(10);
  const match = page.getByRole("article", { name: say("match.one") });
  const heading = match.getByRole("heading", { level: 2 });
  await expect.poll(() => textOf(heading), { message: "names for the ids" }).toContain(": ");
  const ends = await textOf(heading);
  await hands.press(match.getByRole("button", { name: say("decision.accept") }));
  await match.getByText(say("decision.accepted"), { exact: true }).waitFor();
  await hands.press(match.getByRole("link", { name: say("decision.to_exchange") }));
  await page.getByRole("dialog", { name: ends }).waitFor();
  return ends;
}

/** Notes what was measured of the exchange that stands open, and moves it on the board. */
export async function measureAndMove(walk: Walk, ends: string): Promise<void> {
  const { page, hands, say } = walk;
  const dialog = page.getByRole("dialog", { name: ends });
  const promised = dialog.getByRole("row", { name: say("exchange.promised") });
  expect(await textOf(promised.getByRole("cell").last())).toMatch(/^\d/);
  const amount = dialog.getByRole("textbox", { name: say("exchange.amount", { unit: "" }).trim() });
  await hands.write(amount, "1200");
  await hands.press(dialog.getByRole("button", { name: say("exchange.note_result") }));
  const year = String(new Date().getFullYear() - 1);
  const measured = dialog.getByRole("row").filter({ hasText: year });
  await measured.waitFor();
  expect((await textOf(measured)).replace(/\D/g, "")).toBe(`${year}1200`);
  await hands.press(dialog.getByRole("button", { name: say("action.close") }));

  const stageOf = (name: string) => page.getByRole("region", { name: say(`stage.${name}`) });
  const cardIn = (stage: string) =>
    stageOf(stage)
      .getByRole("article")
      .filter({ hasText: say("exchange.measured_in", { year }) });
  await hands.moveCard(cardIn("idea"), stageOf("screened"), say("stage.screened"));
  await cardIn("screened").waitFor();
  await page.reload();
  await cardIn("screened").waitFor();
  expect(await textOf(cardIn("screened"))).toContain(say("exchange.promised"));
  expect(await cardIn("idea").count()).toBe(0);
}

export async function planAndStop(walk: Walk): Promise<void> {
  const { page, hands, say } = walk;
  await goTo(walk, "plan");
  const objective = page.getByLabel(say("plan.objective"));
  const progress = page.getByRole("progressbar", { name: say("run.running") });
  await hands.choose(objective, say("plan.objectives.climate"));
  await hands.press(button(walk, "plan.start"));
  await progress.waitFor();
  const nearness = say("run.gap").split("{{gap}}").at(-1) ?? "";
  await page.getByRole("status").filter({ hasText: nearness }).waitFor({ timeout: kLong });
  await hands.press(button(walk, "run.cancel"));
  await page.getByText(say("run.cancelled"), { exact: true }).waitFor({ timeout: kLong });
  await figure(walk, "plan.gap").getByText(say("plan.status.feasible")).waitFor();

  await hands.choose(objective, say("plan.objectives.cost"));
  await hands.press(button(walk, "plan.start"));
  await progress.waitFor();
  await figure(walk, "plan.gap").getByText(say("plan.status.optimal")).waitFor({ timeout: kLong });
  expect(await textOf(figure(walk, "plan.cost"))).toContain("€");
  await page.getByRole("heading", { name: say("plan.flows") }).waitFor();
}

/** Makes the front, and of it the plan in the middle. */
export async function frontAndPoint(
  walk: Walk,
  pick: (walk: Walk, front: Locator) => Promise<void>,
): Promise<void> {
  const { page, hands, say } = walk;
  await hands.press(button(walk, "plan.start_front"));
  const front = page.getByRole("region", { name: say("front.title") });
  const points = front.getByRole("row");
  await points.nth(2).waitFor({ timeout: kLong });
  const co2e = await textOf(points.nth(2).getByRole("cell").nth(1));
  const before = await textOf(figure(walk, "plan.co2e"));
  await pick(walk, front);
  const figures = figure(walk, "plan.co2e");
  await expect.poll(() => textOf(figures), { timeout: kLong }).not.toBe(before);
  expect(await textOf(figures), "the plan of that point").toContain(co2e);
  const shown = page.getByRole("combobox", { name: say("plan.shown_run") });
  expect(await shown.locator("option:checked").textContent()).toContain(
    say("plan.at_cap", { cap: "" }).trim().split(" ")[0],
  );
}

export async function choosePortfolio(walk: Walk): Promise<void> {
  const { page, hands, say } = walk;
  await goTo(walk, "portfolio");
  await hands.press(button(walk, "portfolio.start"));
  const met = figure(walk, "portfolio.met");
  await met.waitFor({ timeout: kLong });
  const isMet = (await textOf(met)).startsWith(say("yes_no.yes"));
  if (!isMet) expect(await textOf(met)).toMatch(new RegExp(`^${say("yes_no.no")}`));
  const missed = (await textOf(figure(walk, "portfolio.missed"))).replace(",", ".");
  expect(Number.parseFloat(missed) === 0, "missed by nothing where met").toBe(isMet);
  await page.getByRole("heading", { name: say("portfolio.path") }).waitFor();
}

/** The report as a person gets it: downloaded, then opened from disk. */
export async function downloadReport(walk: Walk): Promise<void> {
  const { page, hands, say, language } = walk;
  await goTo(walk, "files");
  await hands.press(button(walk, "files.make_report"));
  const link = page.getByRole("link", { name: say("files.report_html") });
  await link.waitFor({ timeout: kLong });
  const [download] = await Promise.all([page.waitForEvent("download"), hands.press(link)]);
  expect(download.suggestedFilename()).toBe("report.html");
  const html = readFileSync(await download.path(), "utf8");
  const report = await page.context().newPage();
  await report.setContent(html);
  expect(await report.getAttribute("html", "lang")).toBe(language);
  expect(await textOf(report.getByRole("banner"))).toContain("Trøndelag");
  await report.getByText("Tine Verdal").first().waitFor({ state: "attached" });
  await report.close();
}
