// The marginal abatement cost curve: what each further cut costs, the cheapest first.

import { kTooltip, type ChartOption } from "../../report/charts/chart.ts";
import type { Schemas } from "../api/client.ts";
import { eurPerTonne, kilotonnesPerYear, type Units } from "../units.ts";
import { pointOf, valuesBelow, valuesLeft } from "./axis.ts";

type Step = NonNullable<Schemas["PortfolioResult"]["curve"]>[number];

export function curveOption(
  curve: readonly Step[],
  names: { cut: string; cost: string },
  units: Units,
): ChartOption {
  const priced = curve.filter((step) => step.step_eur_per_t !== null);
  const first = priced[0];
  const start = first === undefined ? [] : [[0, first.step_eur_per_t ?? 0]];
  return {
    grid: { left: 72, right: 32, top: 36, bottom: 52 },
    tooltip: {
      ...kTooltip,
      trigger: "item",
      formatter: (item) => {
        const [cut, cost] = pointOf(item);
        const told = units.kilotonnes(kilotonnesPerYear(cut));
        return `${told}<br>${units.moneyPerTonne(eurPerTonne(cost))}`;
      },
    },
    xAxis: valuesBelow(names.cut, (value) => units.number(value)),
    yAxis: valuesLeft(names.cost, (value) => units.number(value), 52),
    series: {
      type: "line",
      step: "end",
      data: [...start, ...priced.map((step) => [step.cut_kt_per_year, step.step_eur_per_t ?? 0])],
      symbol: "circle",
      symbolSize: 7,
      lineStyle: { color: "var(--plan)", width: 2.5 },
      itemStyle: { color: "var(--plan)" },
      areaStyle: { color: "var(--accent-soft)", opacity: 1 },
    },
  };
}
