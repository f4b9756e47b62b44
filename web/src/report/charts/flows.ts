// Making a flow diagram drawable: no cycles, and how many nodes stand above each other.
//
// ECharts draws acyclic flows only, while in an industrial symbiosis A may give to B and B to
// A. A link that would close a cycle goes to a copy of its target instead (marked by ↺).

import type { Sankey, SankeyLink, SankeyNode } from "../data.ts";

export const kCopyMark = " ↺";

export type Flows = Pick<Sankey, "nodes" | "links">;

function reaches(from: string, to: string, next: Map<string, Set<string>>): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(next.get(id) ?? []));
  }
  return false;
}

/** The same flows without cycles, without empty ones, and without nodes nothing flows to. */
export function acyclic({ nodes, links }: Flows): Flows {
  const byId = new Map<string, SankeyNode>(nodes.map((node) => [node.id, node]));
  const next = new Map<string, Set<string>>();
  const kept: SankeyLink[] = [];
  const copies = new Map<string, SankeyNode>();
  for (const link of [...links].sort((a, b) => b.value - a.value)) {
    const [source, target] = [byId.get(link.source), byId.get(link.target)];
    if (!(link.value > 0) || source === undefined || target === undefined) continue;
    if (!reaches(target.id, source.id, next)) {
      next.set(source.id, (next.get(source.id) ?? new Set()).add(target.id));
      kept.push(link);
      continue;
    }
    const copy = {
      ...target,
      id: target.id + kCopyMark,
      name: target.name + kCopyMark,
    };
    copies.set(copy.id, copy);
    kept.push({ ...link, target: copy.id });
  }
  const used = new Set(kept.flatMap(({ source, target }) => [source, target]));
  const all = [...nodes, ...copies.values()];
  return { nodes: all.filter(({ id }) => used.has(id)), links: kept };
}

/** Column of each node of acyclic flows: the longest way to it from a node without inflow. */
export function columns({ nodes, links }: Flows): Map<string, number> {
  const column = new Map<string, number>(nodes.map(({ id }) => [id, 0]));
  let hasMoved = true;
  while (hasMoved) {
    hasMoved = false;
    for (const { source, target } of links) {
      const least = (column.get(source) ?? 0) + 1;
      if ((column.get(target) ?? 0) >= least) continue;
      column.set(target, least);
      hasMoved = true;
    }
  }
  return column;
}

/** What flows through each node: the larger of its inflow and outflow. */
export function throughput({ links }: Flows): Map<string, { inflow: number; outflow: number }> {
  const flow = new Map<string, { inflow: number; outflow: number }>();
  const of = (id: string) => {
    const found = flow.get(id) ?? { inflow: 0, outflow: 0 };
    flow.set(id, found);
    return found;
  };
  for (const { source, target, value } of links) {
    of(source).outflow += value;
    of(target).inflow += value;
  }
  return flow;
}
