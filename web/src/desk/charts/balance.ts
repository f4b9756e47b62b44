// From today's emissions to net zero and below, as a waterfall: levels stand on zero, changes lead
// from one level to the next.

import { kTooltip, type ChartOption } from "../../report/charts/chart.ts";
import type { Schemas } from "../api/client.ts";
import { kilotonnesPerYear, type Units } from "../units.ts";
import { kAxis, valuesBelow } from "./axis.ts";

type Step = NonNullable<Schemas["PortfolioResult"]["balance"]>[number]["steps"][number];
export type StepKind = Step["kind"];

const kColours: Record<StepKind, string> = {
  today: "var(--today)",
  change: "var(--wedge-other)",
  cut: "var(--wedge-1)",
  captured: "var(--wedge-2)",
  emitted: "var(--still-emitted)",
  stored: "var(--wedge-3)",
  net: "var(--plan)",
  to_target: "var(--missing-soft)",
  to_zero: "var(--missing-soft)",
};
const kMissing: ReadonlySet<StepKind> = new Set(["to_target", "to_zero"]);

/** What lies beyond zero on each side, and the blank that a bar between two levels hangs on. */
function parts({ from_kt, to_kt }: Step) {
  const [low, high] = [Math.min(from_kt, to_kt), Math.max(from_kt, to_kt)];
  if (low < 0 && high > 0) return { blank: 0, above: high, below: low };
  return low >= 0
    ? { blank: low, above: high - low, below: 0 }
    : { blank: high, above: 0, below: low - high };
}

export function balanceOption(
  steps: readonly Step[],
  names: { unit: string; kind: (kind: StepKind) => string },
  told: (step: Step) => string,
  units: Units,
): ChartOption {
  const bar = (data: number[], isLabelled: boolean) => ({
    type: "bar" as const,
    stack: "balance",
    barWidth: "62%",
    data: data.map((value, at) => {
      const step = steps[at];
      const kind = step?.kind ?? "today";
      const isMissing = kMissing.has(kind);
      return {
        value,
        itemStyle: {
          color: kColours[kind],
          ...(isMissing && value !== 0
            ? { borderColor: "var(--missing)", borderWidth: 1.5, borderType: "dashed" as const }
            : {}),
        },
        label: {
          show: isLabelled && step !== undefined && (value !== 0 || step.from_kt === step.to_kt),
          position: "right" as const,
          color: "var(--ink)",
          formatter: step === undefined ? "" : told(step),
        },
      };
    }),
  });
  const all = steps.map(parts);
  return {
    grid: { left: 8, right: 96, top: 8, bottom: 44, containLabel: true },
    tooltip: {
      ...kTooltip,
      trigger: "axis",
      formatter: (items) => {
        const { dataIndex } = (items as unknown as { dataIndex: number }[])[0] ?? { dataIndex: 0 };
        const step = steps[dataIndex];
        return step === undefined ? "" : `${names.kind(step.kind)}<br>${told(step)}`;
      },
    },
    xAxis: valuesBelow(names.unit, (value) => units.number(value)),
    yAxis: {
      ...kAxis,
      type: "category",
      inverse: true,
      data: steps.map(({ kind }) => names.kind(kind)),
      axisLabel: {
        color: "var(--ink)",
        width: 110,
        overflow: "break",
        lineHeight: 14,
        fontSize: 12,
        interval: 0,
      },
    },
    series: [
      {
        type: "bar",
        stack: "balance",
        silent: true,
        itemStyle: { color: "transparent" },
        data: all.map(({ blank }) => blank),
      },
      bar(
        all.map(({ above }) => above),
        true,
      ),
      bar(
        all.map(({ below }) => below),
        false,
      ),
    ],
  };
}

/** The amount of a step: where a level stands, or how far a change goes. */
export const amountOf = ({ amount_kt }: Step, units: Units) =>
  units.kilotonnes(kilotonnesPerYear(amount_kt));
