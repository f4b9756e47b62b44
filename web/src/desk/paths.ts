// Every address of the desk, built in one place. What is looked at stands in the address, so that
// it can be kept, sent and gone back to.

type Search = Record<string, string | number | undefined>;

function at(path: string, search: Search = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? path : `${path}?${text}`;
}

const under = (region: string, page: string) => `/regions/${encodeURIComponent(region)}/${page}`;

export const paths = {
  regions: () => "/",
  map: (region: string, search: { site?: string; initiative?: string } = {}) =>
    at(under(region, "map"), search),
  sites: (region: string, search: { row?: string; search?: string } = {}) =>
    at(under(region, "sites"), search),
  streams: (
    region: string,
    search: { row?: string; search?: string; resource?: string; site_id?: string } = {},
  ) => at(under(region, "streams"), search),
  matches: (region: string, search: { run?: number; match?: string; site?: string } = {}) =>
    at(under(region, "matches"), search),
  exchanges: (region: string, search: { exchange?: string } = {}) =>
    at(under(region, "exchanges"), search),
  plan: (region: string, search: { run?: number; beside?: number } = {}) =>
    at(under(region, "plan"), search),
  portfolio: (region: string, search: { run?: number; initiative?: string } = {}) =>
    at(under(region, "portfolio"), search),
  files: (region: string, search: { import?: string } = {}) => at(under(region, "files"), search),
  /** Files and events that the browser asks the server for by itself. */
  server: {
    workbook: (region: string) => `/api/${under(region, "export").slice(1)}`,
    runEvents: (region: string, run: number) =>
      `/api/${under(region, `runs/${run}/events`).slice(1)}`,
    runFile: (region: string, run: number, file: string) =>
      `/api/${under(region, `runs/${run}/files/${file}`).slice(1)}`,
  },
};
