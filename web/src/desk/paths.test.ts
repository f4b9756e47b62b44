import { expect, test } from "vitest";
import { paths } from "./paths.ts";

test("the addresses of the desk stay what they are", () => {
  const { server, ...pages } = paths;
  const addresses = Object.entries(pages).map(([name, path]) => [name, path("møre & co")]);
  expect(Object.fromEntries(addresses)).toMatchInlineSnapshot(`
    {
      "exchanges": "/regions/m%C3%B8re%20%26%20co/exchanges",
      "files": "/regions/m%C3%B8re%20%26%20co/files",
      "map": "/regions/m%C3%B8re%20%26%20co/map",
      "matches": "/regions/m%C3%B8re%20%26%20co/matches",
      "plan": "/regions/m%C3%B8re%20%26%20co/plan",
      "portfolio": "/regions/m%C3%B8re%20%26%20co/portfolio",
      "regions": "/",
      "sites": "/regions/m%C3%B8re%20%26%20co/sites",
      "streams": "/regions/m%C3%B8re%20%26%20co/streams",
    }
  `);
  expect([
    paths.map("r", { site: "a b" }),
    paths.plan("r", { run: 3, beside: 2 }),
    server.workbook("r"),
    server.runEvents("r", 3),
    server.runFile("r", 3, "report.pdf"),
  ]).toMatchInlineSnapshot(`
    [
      "/regions/r/map?site=a+b",
      "/regions/r/plan?run=3&beside=2",
      "/api/regions/r/export",
      "/api/regions/r/runs/3/events",
      "/api/regions/r/runs/3/files/report.pdf",
    ]
  `);
});
