// The front between the cheapest and the cleanest plan.

import { kTooltip, type ChartOption } from "../../report/charts/chart.ts";
import { eurPerYear, tonnesPerYear, type Units } from "../units.ts";
import { pointOf, valuesBelow, valuesLeft } from "./axis.ts";

interface Point {
  objective_eur_per_year: number;
  co2e_t_per_year: number;
}

export function frontOption(
  points: readonly Point[],
  names: { cost: string; co2e: string },
  units: Units,
): ChartOption {
  const money = (value: number) => units.money(eurPerYear(value));
  return {
    grid: { left: 84, right: 44, top: 36, bottom: 52 },
    tooltip: {
      ...kTooltip,
      trigger: "item",
      formatter: (item) => {
        const [co2e, cost] = pointOf(item);
        return `${money(cost)}<br>${units.co2e(tonnesPerYear(co2e))}`;
      },
    },
    xAxis: { ...valuesBelow(names.co2e, (value) => units.number(value)), scale: true },
    yAxis: { ...valuesLeft(names.cost, money, 60), scale: true },
    series: {
      type: "line",
      data: points.map((point) => [point.co2e_t_per_year, point.objective_eur_per_year]),
      symbol: "circle",
      symbolSize: 12,
      // Raised when pointed at, a point would leave its place, and a quick click go astray.
      emphasis: { disabled: true },
      itemStyle: { color: "var(--plan)" },
      lineStyle: { color: "var(--plan)", width: 2 },
    },
  };
}
