// Emissions year by year: as nothing is done, as planned with its spread, and the target.

import { kTooltip, type ChartOption } from "../../report/charts/chart.ts";
import type { Schemas } from "../api/client.ts";
import { kilotonnesPerYear, type Units } from "../units.ts";
import { kAxis } from "./axis.ts";

type Year = Schemas["PortfolioResult"]["path"][number];

export interface PathNames {
  baseline: string;
  planned: string;
  target: string;
  cut: string;
  removed: string;
  unit: string;
}

/** Removals are a wedge of their own only where the targets count them. */
export function pathOption(
  path: readonly Year[],
  countsRemovals: boolean,
  names: PathNames,
  units: Units,
): ChartOption {
  const wedge = (name: string, values: (number | null | undefined)[], color: string) => ({
    type: "line" as const,
    name,
    stack: "wedges",
    data: values.map((value) => value ?? null),
    symbol: "none",
    lineStyle: { width: 0 },
    itemStyle: { color },
    areaStyle: { color, opacity: 1 },
  });
  const line = (
    name: string,
    values: (number | null)[],
    color: string,
    type: "solid" | "dashed",
  ) => ({
    type: "line" as const,
    name,
    data: values,
    symbol: "none",
    connectNulls: true,
    lineStyle: { color, width: 2.5, type },
    itemStyle: { color },
  });
  return {
    grid: { left: 64, right: 20, top: 64, bottom: 32 },
    legend: {
      top: 0,
      left: 0,
      textStyle: { color: "var(--ink)" },
      inactiveColor: "var(--muted)",
      itemWidth: 18,
    },
    tooltip: {
      ...kTooltip,
      trigger: "axis",
      valueFormatter: (value) =>
        units.kilotonnes(kilotonnesPerYear(typeof value === "number" ? value : null)),
    },
    xAxis: { ...kAxis, type: "category", boundaryGap: false, data: path.map(({ year }) => year) },
    yAxis: {
      ...kAxis,
      type: "value",
      name: names.unit,
      nameTextStyle: { align: "left", padding: [0, 0, 0, -44], color: "var(--muted)" },
      axisLabel: { ...kAxis.axisLabel, formatter: (value: number) => units.number(value) },
    },
    series: [
      wedge(
        names.planned,
        path.map((year) => year.planned_kt),
        "var(--still-emitted)",
      ),
      ...(countsRemovals
        ? [
            wedge(
              names.removed,
              path.map((year) => year.removed_kt),
              "var(--wedge-3)",
            ),
          ]
        : []),
      wedge(
        names.cut,
        path.map((year) => year.cut_kt),
        "var(--wedge-1)",
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
