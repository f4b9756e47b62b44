// How charts of the desk look: axes in the colours of the page.

/** Look of an axis in the colours of the page. */
export const kAxis = {
  nameTextStyle: { color: "var(--muted)" },
  axisLabel: { color: "var(--muted)", hideOverlap: true },
  axisLine: { lineStyle: { color: "var(--line)" } },
  axisTick: { lineStyle: { color: "var(--line)" } },
  splitLine: { lineStyle: { color: "var(--line)" } },
};

type Shown = (value: number) => string;

/** An axis of values under a chart, its name in the middle below. */
export const valuesBelow = (name: string, shown: Shown) => ({
  ...kAxis,
  type: "value" as const,
  name,
  nameLocation: "middle" as const,
  nameGap: 32,
  axisLabel: { ...kAxis.axisLabel, formatter: shown },
});

/** An axis of values at the left, its name above it, so far to the left [px]. */
export const valuesLeft = (name: string, shown: Shown, left: number) => ({
  ...kAxis,
  type: "value" as const,
  name,
  nameTextStyle: { align: "left" as const, padding: [0, 0, 0, -left], color: "var(--muted)" },
  axisLabel: { ...kAxis.axisLabel, formatter: shown },
});

/** The two numbers of a point that a tooltip is about. */
export const pointOf = (item: unknown) => (item as { value: [number, number] }).value;
