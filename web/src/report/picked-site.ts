// The one site a reader has picked on the map; map and tables follow it.

export interface PickedSite {
  id: string;
  name: string;
}

const kEvent = "samspill:site";
let picked: PickedSite | null = null;

export function pickedSite(): PickedSite | null {
  return picked;
}

/** Picks a site; picking it again, or null, shows everything again. */
export function pickSite(site: PickedSite | null): void {
  picked = site === null || site.id === picked?.id ? null : site;
  document.dispatchEvent(new Event(kEvent));
}

export function whenPicked(listen: () => void): void {
  document.addEventListener(kEvent, listen);
}
