// A box that scrolls can be reached by keyboard and has a name for screen readers; one that
// doesn't scroll is no stop on the way.

import { setAttributes } from "./element.ts";

export function keepReachable(box: HTMLElement, name: string): void {
  const check = () => {
    const scrolls =
      box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    if (scrolls) setAttributes(box, { tabindex: 0, role: "region", "aria-label": name });
    else for (const given of ["tabindex", "role", "aria-label"]) box.removeAttribute(given);
  };
  const observer = new ResizeObserver(check);
  observer.observe(box);
  for (const child of box.children) observer.observe(child);
}
