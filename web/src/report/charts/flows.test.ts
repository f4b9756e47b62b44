import { describe, expect, test } from "vitest";
import type { Sankey } from "../data.ts";
import { acyclic, columns, kCopyMark, throughput } from "./flows.ts";

type Flows = Pick<Sankey, "nodes" | "links">;

/** Flows from "a>b 5; b>c 3". */
function flows(text: string): Flows {
  const links = text.split("; ").map((link) => {
    const [, source = "", target = "", value] = /(\w+)>(\w+) (.+)/.exec(link) ?? [];
    return { source, target, value: Number(value), resource_name: "r", family: "other" };
  });
  const ids = new Set(links.flatMap(({ source, target }) => [source, target]));
  return { nodes: [...ids].map((id) => ({ id, name: id, family: null })), links };
}

describe("acyclic", () => {
  test("flows without a cycle stay, the largest first", () => {
    const { nodes, links } = acyclic(flows("a>b 3; b>c 5"));
    expect(nodes.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(links.map(({ value }) => value)).toEqual([5, 3]);
  });

  test("of a flow there and back the smaller goes to a copy", () => {
    const { nodes, links } = acyclic(flows("a>b 9; b>a 2"));
    const copy = `a${kCopyMark}`;
    expect(nodes.map(({ id }) => id)).toEqual(["a", "b", copy]);
    expect(links.map(({ target }) => target)).toEqual(["b", copy]);
  });

  test("a flow of a node to itself goes to a copy", () => {
    const { links } = acyclic(flows("a>a 4"));
    expect(links.map(({ target }) => target)).toEqual([`a${kCopyMark}`]);
  });

  test("nothing is lost: what flows in still flows in", () => {
    const before = flows("a>b 9; b>c 8; c>a 7; c>b 2; a>c 1");
    const sum = ({ links }: Flows) => links.reduce((total, { value }) => total + value, 0);
    expect(sum(acyclic(before))).toBe(sum(before));
  });

  test("empty flows, flows to unknown nodes and nodes without flow are left out", () => {
    const before = flows("a>b 9; a>c 0");
    const unknown = { source: "a", target: "x", value: 1, resource_name: "r", family: "other" };
    const { nodes, links } = acyclic({ ...before, links: [...before.links, unknown] });
    expect(nodes.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(links).toHaveLength(1);
  });
});

test("a node's column is the longest way to it", () => {
  const column = columns(flows("a>b 1; b>c 1; a>c 1; c>d 1"));
  expect(Object.fromEntries(column)).toEqual({ a: 0, b: 1, c: 2, d: 3 });
});

test("inflow and outflow of a node are summed", () => {
  const flow = throughput(flows("a>b 3; c>b 4; b>d 5"));
  expect(flow.get("b")).toEqual({ inflow: 7, outflow: 5 });
});
