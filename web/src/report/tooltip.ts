// A box beside the thing pointed at or focused. The pointer may enter it; Escape closes it.

import { element } from "./element.ts";

/** Time the pointer has to reach the box before it closes [ms]. */
const kGrace = 180;

export interface Tooltip {
  /** Shows the content beside a point of the host [px]. */
  show(x: number, y: number, content: Node[]): void;
  /** Closes after the grace time, or at once. */
  hide(atOnce?: boolean): void;
}

export function addTooltip(host: HTMLElement): Tooltip {
  const box = element("div", { class: "tooltip", hidden: true });
  host.append(box);
  let timer = 0;
  const hide = (atOnce = false) => {
    clearTimeout(timer);
    const close = () => (box.hidden = true);
    if (atOnce) close();
    else timer = window.setTimeout(close, kGrace);
  };
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", () => hide());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide(true);
  });
  const show = (x: number, y: number, content: Node[]) => {
    clearTimeout(timer);
    box.replaceChildren(...content);
    box.hidden = false;
    const [width, height] = [box.offsetWidth, box.offsetHeight];
    const left = x + 14 + width > host.clientWidth ? x - 14 - width : x + 14;
    const top = Math.min(y - 10, host.clientHeight - height - 4);
    box.style.left = `${Math.max(4, left)}px`;
    box.style.top = `${Math.max(4, top)}px`;
  };
  return { show, hide };
}

/** Content of a tooltip: a heading and lines under it; empty lines are left out. */
export function tooltipContent(heading: string, lines: string[]): HTMLElement[] {
  const shown = lines.filter((line) => line !== "").map((line) => element("p", {}, line));
  return [element("p", { class: "tooltip-title" }, heading), ...shown];
}
