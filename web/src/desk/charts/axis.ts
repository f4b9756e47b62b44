/** Look of an axis in the colours of the page. */
export const kAxis = {
  nameTextStyle: { color: "var(--muted)" },
  axisLabel: { color: "var(--muted)", hideOverlap: true },
  axisLine: { lineStyle: { color: "var(--line)" } },
  axisTick: { lineStyle: { color: "var(--line)" } },
  splitLine: { lineStyle: { color: "var(--line)" } },
};
