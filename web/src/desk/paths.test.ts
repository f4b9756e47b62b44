import { expect, test } from "vitest";
import { paths } from "./paths.ts";

test("the addresses of the desk stay what they are", () => {
  const { server, ...pages } = paths;
  const addresses = Object.entries(pages).map(([name, path]) => [name, path("møre & co")]);
  expect(Object.fromEntries(addresses)).toMatchInlineSnapshot();
  expect([
    paths.map("r", { site: "a b" }),
    paths.plan("r", { run: 3, beside: 2 }),
    server.workbook("r"),
    server.runEvents("r", 3),
    server.runFile("r", 3, "report.pdf"),
  ]).toMatchInlineSnapshot();
});
