// Zooming and moving the map: wheel, drag, pinch, buttons, keyboard.
//
// A page of text must scroll past the map, so the wheel zooms only when the map has the focus
// or Ctrl is held, and one finger moves the map only after it has been zoomed.

import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { element } from "../element.ts";
import type { Words } from "../words.ts";
import type { Size } from "./fit.ts";

const kButtonStep = 1.6;
/** Part of the map an arrow key moves by. */
const kKeyStep = 0.12;
/** How long the hint about the wheel stays [ms]. */
const kHintTime = 1800;

export interface Navigation {
  /** Moves the map so that a point of the unzoomed map [px] is inside. */
  reveal(x: number, y: number): void;
}

function mayNavigate(svg: SVGSVGElement, event: Event, factor: number): boolean {
  if (event instanceof WheelEvent) {
    return event.ctrlKey || event.metaKey || svg.contains(document.activeElement);
  }
  if (typeof TouchEvent !== "undefined" && event instanceof TouchEvent) {
    return event.touches.length > 1 || factor > 1;
  }
  return !(event instanceof MouseEvent) || (event.button === 0 && !event.ctrlKey);
}

function addHint(host: HTMLElement, svg: SVGSVGElement, words: Words): void {
  const hint = element("p", { class: "map-hint", hidden: true }, words.text("wheel_hint"));
  host.append(hint);
  let timer = 0;
  const listen = (event: WheelEvent) => {
    hint.hidden = mayNavigate(svg, event, 1);
    clearTimeout(timer);
    timer = window.setTimeout(() => (hint.hidden = true), kHintTime);
  };
  svg.addEventListener("wheel", listen, { passive: true });
}

/** Adds all ways to move; `onMove` gets each new transform. */
export function addNavigation(
  host: HTMLElement,
  svg: SVGSVGElement,
  size: Size,
  mostZoom: number,
  words: Words,
  onMove: (transform: ZoomTransform) => void,
): Navigation {
  let current = zoomIdentity;
  const behaviour = zoom<SVGSVGElement, unknown>()
    .extent([
      [0, 0],
      [size.width, size.height],
    ])
    .translateExtent([
      [0, 0],
      [size.width, size.height],
    ])
    .scaleExtent([1, mostZoom])
    .filter((event: Event) => mayNavigate(svg, event, current.k))
    .on("zoom", ({ transform }: { transform: ZoomTransform }) => {
      current = transform;
      svg.style.touchAction = transform.k > 1 ? "none" : "pan-x pan-y";
      onMove(transform);
    });
  const selection = select(svg).call(behaviour);
  svg.style.touchAction = "pan-x pan-y";
  const scale = (factor: number) => behaviour.scaleBy(selection, factor);
  const all = () => behaviour.transform(selection, zoomIdentity);
  const move = (dx: number, dy: number) =>
    behaviour.translateBy(
      selection,
      (dx * size.width * kKeyStep) / current.k,
      (dy * size.height * kKeyStep) / current.k,
    );
  host.append(zoomButtons(words, scale, all));
  addHint(host, svg, words);
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onMap = event.target === svg;
    if (event.key === "+" || event.key === "=") scale(kButtonStep);
    else if (event.key === "-") scale(1 / kButtonStep);
    else if (event.key === "0") all();
    else if (onMap && event.key === "ArrowLeft") move(1, 0);
    else if (onMap && event.key === "ArrowRight") move(-1, 0);
    else if (onMap && event.key === "ArrowUp") move(0, 1);
    else if (onMap && event.key === "ArrowDown") move(0, -1);
    else return;
    event.preventDefault();
  });
  const reveal = (x: number, y: number) => {
    const [px, py] = current.apply([x, y]);
    if (px < 0 || py < 0 || px > size.width || py > size.height) {
      behaviour.translateTo(selection, x, y);
    }
  };
  return { reveal };
}

function zoomButtons(words: Words, scale: (factor: number) => void, all: () => void) {
  const button = (sign: string, label: string, press: () => void) => {
    const made = element("button", { type: "button", "aria-label": label, title: label }, sign);
    made.addEventListener("click", press);
    return made;
  };
  return element(
    "div",
    { class: "map-buttons" },
    button("+", words.text("zoom_in"), () => scale(kButtonStep)),
    button("−", words.text("zoom_out"), () => scale(1 / kButtonStep)),
    button("⤢", words.text("zoom_all"), all),
  );
}
