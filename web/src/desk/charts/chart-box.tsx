// A drawn chart that follows its box's width. Loaded with ECharts, only where a chart is.

import { LineChart } from "echarts/charts";
import { use } from "echarts/core";
import { useEffect, useRef } from "react";
import { addChart, type Chart, type ChartOption } from "../../report/charts/chart.ts";

use([LineChart]);

export default function ChartBox({
  label,
  height,
  option,
  onPick,
}: {
  /** What it shows, for who can't see it; the table beside it says the rest. */
  label: string;
  height: number;
  option: ChartOption;
  /** The index of a point that was clicked; the table beside it does the same by keyboard. */
  onPick?: (index: number) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });
  useEffect(() => {
    const plot = box.current;
    if (plot === null) return;
    const draw = () => {
      if (plot.clientWidth === 0) return;
      chart.current ??= addChart(plot, label, (index) => pick.current?.(index));
      chart.current.draw(option, plot.clientWidth, height);
    };
    // It calls at once, too. Drawn twice, a chart would lose a click that falls between.
    const watching = new ResizeObserver(draw);
    watching.observe(plot);
    return () => watching.disconnect();
  }, [label, height, option]);
  return <div ref={box} className="chart-box" style={{ height }} />;
}
