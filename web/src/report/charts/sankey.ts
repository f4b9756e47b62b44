// The flow diagram of one unit.

import { familyColour, type Sankey, type SankeyLink, type SankeyNode } from "../data.ts";
import { element } from "../element.ts";
import { addPanel, keepDrawn, openFrame } from "../figure.ts";
import { fittedText, textWidth } from "../font.ts";
import { familyEntries, swatch } from "../legend.ts";
import { keepReachable } from "../scroll-box.ts";
import { tooltipContent } from "../tooltip.ts";
import type { Words } from "../words.ts";
import { addChart, kTooltip, type ChartOption } from "./chart.ts";
import { acyclic, columns, throughput, type Flows } from "./flows.ts";

/** Below this width the diagram scrolls sideways in its box [px]. */
const kLeastWidth = 640;
const kRowHeight = 38;
const kLeastHeight = 130;
const kNodeGap = 20;
const kNodeWidth = 12;
const kNameSize = 12;
/** A name is not cut shorter than this for its amount, nor than this for itself [px]. */
const kLeastName = 90;
const kLeastNameAlone = 130;
/** Largest part of the width that names take on either side; more where there is little room. */
const kNameShare = 0.26;
const kNarrowNameShare = 0.31;
const kNarrow = 760;
/** More columns than this need height for names that stand side by side. */
const kFewColumns = 3;
const kHeightPerNode = 22;
/** Flows named in the description for screen readers. */
const kNamed = 5;

type Side = "left" | "right" | "inner";

interface NodeLabel {
  side: Side;
  name: string;
  amount: string;
}

function nodeLabels(flows: Flows, words: Words): Map<string, NodeLabel> {
  const flow = throughput(flows);
  const labelOf = ({ id, name }: SankeyNode): [string, NodeLabel] => {
    const { inflow = 0, outflow = 0 } = flow.get(id) ?? {};
    const side: Side = inflow === 0 ? "left" : outflow === 0 ? "right" : "inner";
    return [id, { side, name, amount: words.number(Math.max(inflow, outflow)) }];
  };
  return new Map(flows.nodes.map(labelOf));
}

/** Room the names of one side need, at most their share of the width [px]. */
function margin(labels: Iterable<NodeLabel>, side: Side, width: number): number {
  let widest = 0;
  for (const label of labels) {
    if (label.side !== side) continue;
    const text = `${label.name} ${label.amount}`;
    widest = Math.max(widest, textWidth(text, kNameSize, 600) + 12);
  }
  return Math.min(widest, width * (width < kNarrow ? kNarrowNameShare : kNameShare));
}

/**
 * The label with the name cut so that name and amount fit, or the name alone where that would
 * leave little of it; braces would be read as markup.
 */
function labelText({ name, amount }: NodeLabel, room: number): string {
  const plain = name.replace(/[{}|]/g, " ");
  const left = room - textWidth(` ${amount}`, kNameSize) - 12;
  const fits = left >= kLeastName || textWidth(plain, kNameSize, 600) <= left;
  const fitted = fittedText(plain, fits ? left : Math.max(room, kLeastNameAlone), kNameSize, 600);
  return fits ? `{name|${fitted}} {amount|${amount}}` : `{name|${fitted}}`;
}

function nodeOption(node: SankeyNode, label: NodeLabel | undefined, room: number) {
  const color = node.family === null ? "var(--site)" : familyColour(node.family);
  const position: "left" | "right" = label?.side === "left" ? "left" : "right";
  return {
    name: node.id,
    itemStyle: { color, borderWidth: 0 },
    emphasis: { itemStyle: { color } },
    label: {
      position,
      formatter: label === undefined ? "" : labelText(label, room),
    },
  };
}

function linkOption({ source, target, value, family }: SankeyLink) {
  const color = familyColour(family);
  return {
    source,
    target,
    value,
    lineStyle: { color, opacity: 0.5 },
    emphasis: { lineStyle: { color, opacity: 0.85 } },
  };
}

const kLabel = {
  color: "var(--ink)",
  textBorderColor: "var(--surface)",
  textBorderWidth: 3,
  fontSize: kNameSize,
  rich: {
    name: { fontSize: kNameSize, fontWeight: 600 },
    amount: { fontSize: kNameSize, color: "var(--ink)" },
  },
} as const;

/** What the pointed-at flow leaves in the background. */
const kFaded = {
  itemStyle: { opacity: 0.35 },
  lineStyle: { opacity: 0.12 },
  label: { opacity: 0.4 },
} as const;

function tooltipOf(flows: Flows, unit: string, words: Words) {
  const flow = throughput(flows);
  const names = new Map(flows.nodes.map(({ id, name }) => [id, name]));
  const box = (heading: string, lines: string[]) =>
    element("div", {}, ...tooltipContent(heading, lines));
  return (params: unknown): HTMLElement => {
    const { dataType, dataIndex } = params as {
      dataType?: string;
      dataIndex: number;
    };
    const link = dataType === "edge" ? flows.links[dataIndex] : undefined;
    if (link !== undefined) {
      const ends = [names.get(link.source) ?? "", names.get(link.target) ?? ""];
      const resource = ends.includes(link.resource_name) ? "" : link.resource_name;
      return box(ends.join(" → "), [resource, words.perYear(link.value, unit)]);
    }
    const node = flows.nodes[dataIndex];
    const { inflow = 0, outflow = 0 } = flow.get(node?.id ?? "") ?? {};
    const line = (key: "inflow" | "outflow", value: number) =>
      value > 0 ? `${words.text(key)}: ${words.perYear(value, unit)}` : "";
    return box(node?.name ?? "", [line("inflow", inflow), line("outflow", outflow)]);
  };
}

function sankeyOption(flows: Flows, unit: string, words: Words, width: number): ChartOption {
  const labels = nodeLabels(flows, words);
  const sides = {
    left: margin(labels.values(), "left", width),
    right: margin(labels.values(), "right", width),
    inner: 0,
  };
  const columnCount = Math.max(...columns(flows).values()) + 1;
  const between = (width - sides.left - sides.right) / Math.max(1, columnCount - 1);
  sides.inner = between - kNodeWidth - 4;
  return {
    tooltip: {
      ...kTooltip,
      trigger: "item",
      formatter: tooltipOf(flows, unit, words),
    },
    series: {
      type: "sankey",
      left: sides.left,
      right: sides.right,
      top: 12,
      bottom: 12,
      nodeWidth: kNodeWidth,
      nodeGap: kNodeGap,
      draggable: false,
      layoutIterations: 64,
      emphasis: { focus: "trajectory" },
      blur: kFaded,
      lineStyle: { curveness: 0.5 },
      label: kLabel,
      labelLayout: { hideOverlap: true },
      data: flows.nodes.map((node) => {
        const label = labels.get(node.id);
        return nodeOption(node, label, sides[label?.side ?? "inner"]);
      }),
      links: flows.links.map(linkOption),
    },
  };
}

function description(sankey: Sankey, flows: Flows, words: Words): string {
  const names = new Map(flows.nodes.map(({ id, name }) => [id, name]));
  const largest = [...flows.links].sort((a, b) => b.value - a.value).slice(0, kNamed);
  const told = largest.map((link) =>
    words.text("flow_link", {
      source: names.get(link.source) ?? "",
      target: names.get(link.target) ?? "",
      resource: link.resource_name,
      amount: words.perYear(link.value, sankey.unit),
    }),
  );
  const count = words.number(flows.links.length);
  return words.text("flow_label", {
    title: sankey.title,
    count,
    flows: told.join("; "),
  });
}

function heightOf(flows: Flows): number {
  const perColumn = new Map<number, number>();
  for (const column of columns(flows).values()) {
    perColumn.set(column, (perColumn.get(column) ?? 0) + 1);
  }
  const tallest = Math.max(...perColumn.values()) * kRowHeight;
  const crowd = perColumn.size > kFewColumns ? flows.nodes.length * kHeightPerNode : 0;
  return Math.max(kLeastHeight, tallest, crowd);
}

export function showSankey(figure: HTMLElement, sankey: Sankey, words: Words): void {
  const flows = acyclic(sankey);
  if (flows.links.length === 0) return;
  const frame = openFrame(figure, words);
  const families = flows.links.map(({ family }) => family);
  frame.legend.append(...familyEntries(families, words, (colour) => [swatch(colour)]));
  const unit = words.text("per_year", { amount: words.unit(sankey.unit) });
  const plot = addPanel(frame, unit);
  const chart = addChart(plot, description(sankey, flows, words));
  const height = heightOf(flows);
  if (plot.parentElement !== null) {
    keepReachable(plot.parentElement, `${sankey.title}. ${words.text("scroll_figure")}`);
  }
  keepDrawn(frame.body, (width) => {
    const drawnWidth = Math.max(width, kLeastWidth);
    chart.draw(sankeyOption(flows, sankey.unit, words, drawnWidth), drawnWidth, height);
  });
}
