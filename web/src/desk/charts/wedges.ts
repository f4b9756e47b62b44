// Emissions year by year: what is still emitted, over it a wedge of each initiative up to what
// would be emitted without any, and the target.

import { kTooltip, type ChartOption } from "../../report/charts/chart.ts";
import type { Schemas } from "../api/client.ts";
import { kilotonnesPerYear, type Units } from "../units.ts";
import { kAxis, valuesLeft } from "./axis.ts";

type Portfolio = Schemas["PortfolioResult"];
export type Wedge = Portfolio["chosen"][number];

/** Wedges with a colour of their own; thinner ones share one. */
export const kColoured = 7;
/** Of the largest wedge; what is thinner in every year is not drawn. */
const kThinnest = 0.002;

const most = ({ towards_target_kt = [] }: Wedge) => Math.max(0, ...towards_target_kt);

/** The wedges that are drawn, the thickest first, each with its colour. */
export function wedgesOf({ chosen }: Portfolio): { wedge: Wedge; colour: string }[] {
  const byThickness = [...chosen].sort((a, b) => most(b) - most(a));
  const thickest = byThickness[0] === undefined ? 0 : most(byThickness[0]);
  return byThickness
    .filter((wedge) => most(wedge) > kThinnest * thickest)
    .map((wedge, at) => ({
      wedge,
      colour: at < kColoured ? `var(--wedge-${at + 1})` : "var(--wedge-other)",
    }));
}

export interface WedgeNames {
  baseline: string;
  planned: string;
  target: string;
  unit: string;
  initiative: (initiative_id: string) => string;
}

export function wedgesOption(result: Portfolio, names: WedgeNames, units: Units): ChartOption {
  const { path } = result;
  const area = (name: string, data: number[], color: string) => ({
    type: "line" as const,
    name,
    stack: "wedges",
    data,
    symbol: "none",
    lineStyle: { width: 0.5, color: "var(--surface)" },
    itemStyle: { color },
    areaStyle: { color, opacity: 1 },
  });
  const line = (
    name: string,
    data: (number | null)[],
    color: string,
    type: "solid" | "dashed",
  ) => ({
    type: "line" as const,
    name,
    data,
    symbol: "none",
    connectNulls: true,
    z: 5,
    lineStyle: { color, width: 2.5, type },
    itemStyle: { color },
  });
  const wedges = wedgesOf(result);
  return {
    grid: { left: 64, right: 20, top: 36, bottom: 32 },
    tooltip: {
      ...kTooltip,
      trigger: "axis",
      valueFormatter: (value) =>
        units.kilotonnes(kilotonnesPerYear(typeof value === "number" ? value : null)),
    },
    xAxis: { ...kAxis, type: "category", boundaryGap: false, data: path.map(({ year }) => year) },
    yAxis: valuesLeft(names.unit, (value) => units.number(value), 44),
    series: [
      area(
        names.planned,
        path.map((year) => year.planned_kt),
        "var(--still-emitted)",
      ),
      ...wedges.map(({ wedge, colour }) =>
        area(names.initiative(wedge.initiative_id), wedge.towards_target_kt ?? [], colour),
      ),
      line(
        names.baseline,
        path.map((year) => year.baseline_kt),
        "var(--today)",
        "solid",
      ),
      line(
        names.target,
        path.map((year) => year.target_kt),
        "var(--missing)",
        "dashed",
      ),
    ],
  };
}
