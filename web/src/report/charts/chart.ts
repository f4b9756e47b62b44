// ECharts with only the parts the report uses, drawing SVG whose colours are CSS variables,
// so that a drawing follows the light, dark or printed page without being drawn again.

import {
  BarChart,
  SankeyChart,
  type BarSeriesOption,
  type LineSeriesOption,
  type SankeySeriesOption,
} from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import { init, use, type ComposeOption, type EChartsType } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { setAttributes } from "../element.ts";
import { kFont } from "../font.ts";

use([BarChart, SankeyChart, GridComponent, TooltipComponent, LabelLayout, SVGRenderer]);

/** Lines are for the desk, which registers them itself. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | SankeySeriesOption
  | LineSeriesOption
  | GridComponentOption
  | TooltipComponentOption
>;

export interface Chart {
  draw(option: ChartOption, width: number, height: number): void;
}

/** Look and behaviour of every chart. */
const kCommon: ChartOption = {
  animation: false,
  backgroundColor: "transparent",
  textStyle: { fontFamily: kFont, color: "var(--ink)" },
};

/** Look of a chart's tooltip; its content comes as elements, so names need no escaping. */
export const kTooltip: TooltipComponentOption = {
  confine: true,
  enterable: true,
  hideDelay: 180,
  transitionDuration: 0,
  className: "tooltip chart-tooltip",
  backgroundColor: "var(--surface)",
  borderColor: "var(--line)",
  borderWidth: 1,
  padding: [8, 12],
  textStyle: { color: "var(--ink)", fontSize: 13, fontFamily: kFont },
  extraCssText: "box-shadow: var(--shadow); border-radius: 6px;",
};

/**
 * A chart in a box; `label` says to a screen reader what it shows, `onPick` gets the index of a
 * point that is clicked.
 */
export function addChart(
  plot: HTMLElement,
  label: string,
  onPick?: (index: number) => void,
): Chart {
  setAttributes(plot, { role: "img", "aria-label": label });
  let chart: EChartsType | null = null;
  const draw = (option: ChartOption, width: number, height: number) => {
    if (chart === null) {
      chart = init(plot, null, { renderer: "svg", width, height });
      if (onPick !== undefined) chart.on("click", ({ dataIndex }) => onPick(dataIndex));
    }
    chart.resize({ width, height });
    chart.setOption({ ...kCommon, ...option }, true);
    chart.getZr().flush();
    const svg = plot.querySelector("svg");
    if (svg !== null) setAttributes(svg, { viewBox: `0 0 ${width} ${height}` });
  };
  return { draw };
}
