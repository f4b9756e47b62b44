// The front between the cheapest and the cleanest plan.

import { kTooltip, type ChartOption } from "../../report/charts/chart.ts";
import { eurPerYear, tonnesPerYear, type Units } from "../units.ts";
import { kAxis } from "./axis.ts";

interface Point {
  objective_eur_per_year: number;
  co2e_t_per_year: number;
}

export function frontOption(
  points: readonly Point[],
  names: { cost: string; co2e: string },
  units: Units,
): ChartOption {
  const data = points.map((point) => [point.co2e_t_per_year, point.objective_eur_per_year]);
  return {
    grid: { left: 84, right: 44, top: 36, bottom: 52 },
    tooltip: {
      ...kTooltip,
      trigger: "item",
      formatter: (item) => {
        const [co2e, cost] = (item as unknown as { value: [number, number] }).value;
        return `${units.money(eurPerYear(cost))}<br>${units.co2e(tonnesPerYear(co2e))}`;
      },
    },
    xAxis: {
      ...kAxis,
      type: "value",
      scale: true,
      name: names.co2e,
      nameLocation: "middle",
      nameGap: 32,
      axisLabel: { ...kAxis.axisLabel, formatter: (value: number) => units.number(value) },
    },
    yAxis: {
      ...kAxis,
      type: "value",
      scale: true,
      name: names.cost,
      nameTextStyle: { align: "left", padding: [0, 0, 0, -60], color: "var(--muted)" },
      axisLabel: {
        ...kAxis.axisLabel,
        formatter: (value: number) => units.money(eurPerYear(value)),
      },
    },
    series: {
      type: "line",
      data,
      symbol: "circle",
      symbolSize: 12,
      itemStyle: { color: "var(--plan)" },
      lineStyle: { color: "var(--plan)", width: 2 },
    },
  };
}
