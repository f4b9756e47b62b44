// What the script adds to a table the C++ side has written: sorting by the column heads, a
// filter over long tables, the rows of a picked site only, and a box that scrolls.

import { element } from "../element.ts";
import { pickSite, pickedSite, whenPicked } from "../picked-site.ts";
import { keepReachable } from "../scroll-box.ts";
import type { Words } from "../words.ts";
import { matches } from "./filter.ts";
import { nextDirection, sortedOrder, sortValue, type Direction } from "./sort.ts";

/** A table with more rows than this gets a filter and scrolls inside its box. */
const kLongTable = 15;

let count = 0;

export function improveTable(table: HTMLTableElement, words: Words): void {
  const body = table.tBodies[0];
  if (body === undefined) return;
  const box = boxOf(table);
  keepReachable(box, table.caption?.textContent.trim() ?? words.text("scroll_table"));
  if (table.classList.contains("sortable")) addSorting(table, body, words);
  const rows = [...body.rows];
  const isLong = rows.length > kLongTable;
  box.classList.toggle("long", isLong);
  const hasSites = rows.some((row) => row.dataset["sites"] !== undefined);
  if (isLong || hasSites) addChoices(box, rows, isLong, hasSites, words);
}

function boxOf(table: HTMLTableElement): HTMLElement {
  const parent = table.parentElement;
  if (parent?.classList.contains("table-box")) return parent;
  const box = element("div", { class: "table-box" });
  table.replaceWith(box);
  box.append(table);
  return box;
}

function addSorting(table: HTMLTableElement, body: HTMLTableSectionElement, words: Words) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const valueOf = (row: HTMLTableRowElement, column: number) => {
    const cell = row.cells[column];
    if (cell === undefined) return null;
    const isNumber = cell.classList.contains("number");
    return sortValue(cell.textContent, cell.getAttribute("data-value"), isNumber);
  };
  const sortBy = (column: number, direction: Direction) => {
    const rows = [...body.rows];
    const values = rows.map((row) => valueOf(row, column));
    const order = sortedOrder(values, direction, words.locale);
    body.append(...order.flatMap((i) => rows[i] ?? []));
    heads.forEach((head, i) => {
      if (i === column) head.setAttribute("aria-sort", direction);
      else head.removeAttribute("aria-sort");
    });
  };
  heads.forEach((head, column) => {
    if (head.textContent.trim() === "") return;
    const button = element("button", { type: "button", class: "sort" });
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort") as Direction | null;
      const hasNumbers = [...body.rows].some((row) => typeof valueOf(row, column) === "number");
      sortBy(column, nextDirection(now, hasNumbers));
    });
  });
}

/** The row of controls above a table: a filter, how many rows are shown, the picked site. */
function addChoices(
  box: HTMLElement,
  rows: HTMLTableRowElement[],
  isLong: boolean,
  hasSites: boolean,
  words: Words,
): void {
  const id = `filter-${++count}`;
  const input = element("input", { id, type: "search", autocomplete: "off" });
  const label = element("label", { for: id }, words.text("filter_rows"));
  const shown = element("output", { for: id });
  const site = element("button", {
    type: "button",
    class: "site-rows",
    hidden: true,
  });
  site.addEventListener("click", () => pickSite(null));
  const choices = element("div", { class: "table-choices" });
  if (isLong) choices.append(label, input);
  choices.append(shown, site);
  box.before(choices);
  const update = () => {
    const picked = hasSites ? pickedSite() : null;
    let visible = 0;
    for (const row of rows) {
      const sites = row.dataset["sites"]?.split(/\s+/) ?? [];
      const isOfSite = picked === null || sites.includes(picked.id);
      row.hidden = !(isOfSite && matches(row.textContent, input.value));
      if (!row.hidden) ++visible;
    }
    const isFiltered = visible < rows.length;
    const numbers = {
      shown: words.number(visible),
      total: words.number(rows.length),
    };
    shown.textContent = isFiltered ? words.text("rows_shown", numbers) : "";
    site.hidden = picked === null;
    const about = words.text("site_rows", { name: picked?.name ?? "" });
    site.textContent = `${about} · ${words.text("all_rows")}`;
    choices.classList.toggle("is-empty", !isLong && picked === null);
  };
  input.addEventListener("input", update);
  whenPicked(update);
  update();
}
