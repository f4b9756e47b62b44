// Saving a figure as one SVG file: title, drawings, legend, with the light colours written in.

import { drawn, element, setAttributes } from "./element.ts";
import { kFont, textWidth } from "./font.ts";
import { kSymbol } from "./legend.ts";

const kMargin = 16;
const kLine = 24;

/** Replaces every var(--name) by the value it has on a white page. */
function withColours(source: string): string {
  const paper = element("div", { class: "paper", hidden: true });
  document.body.append(paper);
  const values = getComputedStyle(paper);
  const written = source.replace(/var\((--[\w-]+)\)/g, (whole, name: string) => {
    const value = values.getPropertyValue(name).trim();
    return value === "" ? whole : value;
  });
  paper.remove();
  return written;
}

function label(text: string, x: number, y: number, size: number, weight = 400): SVGElement {
  const attributes = {
    x,
    y,
    "font-size": size,
    "font-weight": weight,
    fill: "var(--ink)",
  };
  return drawn("text", attributes, text);
}

/** A copy of a drawing, without what only serves the screen, moved to (x, y). */
function copyOf(source: SVGSVGElement, x: number, y: number): SVGSVGElement {
  const copy = source.cloneNode(true) as SVGSVGElement;
  for (const part of copy.querySelectorAll("[data-screen-only]")) part.remove();
  for (const name of ["tabindex", "role", "aria-label", "aria-describedby", "class", "style"]) {
    copy.removeAttribute(name);
  }
  for (const part of copy.querySelectorAll("[tabindex]")) {
    for (const name of ["tabindex", "role", "aria-pressed"]) part.removeAttribute(name);
  }
  setAttributes(copy, { x: x.toFixed(1), y: y.toFixed(1), ...sizeOf(source) });
  return copy;
}

function sizeOf(source: SVGSVGElement): { width: number; height: number } {
  const box = source.viewBox.baseVal;
  return { width: box.width, height: box.height };
}

/** The legend's entries in rows no wider than `width`; returns the y below them. */
function addLegend(into: SVGSVGElement, figure: HTMLElement, width: number, top: number) {
  let [x, y] = [kMargin, top];
  for (const entry of figure.querySelectorAll(".legend > li")) {
    const text = entry.textContent;
    const symbol = entry.querySelector("svg");
    const indent = symbol === null ? 0 : kSymbol.width + 6;
    const needed = indent + textWidth(text, 12) + 18;
    if (x > kMargin && x + needed > width - kMargin) {
      x = kMargin;
      y += kLine;
    }
    if (symbol !== null) into.append(copyOf(symbol, x, y - 12));
    into.append(label(text, x + indent, y, 12));
    x += needed;
  }
  return y + kLine;
}

/** The whole figure as SVG source text. */
export function pictureOf(figure: HTMLElement, title: string): string {
  const picture = drawn("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    "font-family": kFont,
  });
  const background = drawn("rect", {
    width: "100%",
    height: "100%",
    fill: "var(--surface)",
  });
  picture.append(background, label(title, kMargin, 30, 16, 600));
  let [width, y] = [textWidth(title, 16, 600) + 2 * kMargin, 44];
  for (const panel of figure.querySelectorAll(".panel")) {
    const drawing = panel.querySelector<SVGSVGElement>(".plot svg");
    if (drawing === null) continue;
    const heading = panel.querySelector(".panel-title")?.textContent ?? "";
    if (heading !== "") {
      picture.append(label(heading, kMargin, y + 14, 13, 600));
      y += kLine;
    }
    const size = sizeOf(drawing);
    picture.append(copyOf(drawing, kMargin, y));
    y += size.height + 12;
    width = Math.max(width, size.width + 2 * kMargin);
  }
  const height = addLegend(picture, figure, width, y + 12);
  picture.setAttribute("viewBox", `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`);
  picture.setAttribute("width", String(Math.ceil(width)));
  picture.setAttribute("height", String(Math.ceil(height)));
  return withColours(new XMLSerializer().serializeToString(picture));
}

function fileName(title: string): string {
  const plain = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  return `${plain.replace(/^-|-$/g, "").slice(0, 60) || "figure"}.svg`;
}

export function savePicture(figure: HTMLElement, title: string): void {
  const blob = new Blob([pictureOf(figure, title)], { type: "image/svg+xml" });
  const link = element("a", {
    href: URL.createObjectURL(blob),
    download: fileName(title),
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
