// The frame of every drawn figure: where the drawing goes, its legend, its picture button,
// and redrawing when the figure's width changes or the page is printed.

import { element } from "./element.ts";
import { savePicture } from "./picture.ts";
import type { Words } from "./words.ts";

/** Width of the text on an A4 sheet with the margins of print.css [px]. */
const kPrintWidth = 680;

export interface Frame {
  figure: HTMLElement;
  /** Words of the figcaption. */
  title: string;
  /** Put panels here; each panel holds one drawing. */
  body: HTMLDivElement;
  legend: HTMLUListElement;
}

/** Makes the frame inside a <figure>, which becomes visible by it. */
export function openFrame(figure: HTMLElement, words: Words): Frame {
  const caption = figure.querySelector("figcaption");
  const heading = caption?.querySelector("strong") ?? caption;
  const title = heading?.textContent.trim().replace(/\s+/g, " ") ?? "";
  const body = element("div", { class: "drawing" });
  const legend = element("ul", { class: "legend" });
  const label = words.text("save_picture_of", { title });
  const save = element(
    "button",
    {
      type: "button",
      class: "save-picture",
      "aria-label": title === "" ? null : label,
    },
    words.text("save_picture"),
  );
  save.addEventListener("click", () => savePicture(figure, title));
  figure.append(body, element("div", { class: "figure-foot" }, legend, save));
  figure.classList.add("is-drawn");
  return { figure, title, body, legend };
}

/** A box for one drawing, with a heading when the figure has several. */
export function addPanel(frame: Frame, heading = ""): HTMLDivElement {
  const plot = element("div", { class: "plot" });
  const panel = element("div", { class: "panel" });
  if (heading !== "") panel.append(element("p", { class: "panel-title" }, heading));
  panel.append(plot);
  frame.body.append(panel);
  return plot;
}

/**
 * Calls `draw` with the box's width [px], again when the width changes, and with the width of
 * a printed page before printing. `draw` must replace what it drew before.
 */
export function keepDrawn(box: HTMLElement, draw: (width: number) => void): void {
  let width = 0;
  let isPrinting = false;
  const drawAt = (wanted: number) => {
    if (wanted <= 0 || Math.abs(wanted - width) < 1) return;
    width = wanted;
    draw(width);
  };
  drawAt(box.clientWidth);
  new ResizeObserver(() => {
    if (!isPrinting) drawAt(box.clientWidth);
  }).observe(box);
  addEventListener("beforeprint", () => {
    isPrinting = true;
    drawAt(Math.min(kPrintWidth, kPrintWidth * shareOfRow(box)));
  });
  addEventListener("afterprint", () => {
    isPrinting = false;
    drawAt(box.clientWidth);
  });
}

/** 1 for a panel that fills its figure, 1/2 for one of two that print side by side. */
function shareOfRow(box: HTMLElement): number {
  const panels = box.closest(".drawing")?.querySelectorAll(".panel").length ?? 1;
  return panels > 1 ? 0.49 : 1;
}
