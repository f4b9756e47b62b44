// Rules for all TypeScript here. Of the report, drawing code imports no page code and tables no
// drawing code; of the desk, ui/ imports neither API nor pages. The restricted paths hold that.

import js from "@eslint/js";
import tseslint from "typescript-eslint";

const drawing = { group: ["**/tables/*", "**/main.ts"], message: "Drawings know no tables." };
const tables = { group: ["**/map/*", "**/charts/*"], message: "Tables know no drawings." };
const ui = {
  group: ["**/api/*", "**/pages/*", "**/i18n/*", "react-i18next", "@tanstack/react-query"],
  message: "Parts of ui/ know neither API, pages nor words.",
};
const echarts = { group: ["echarts", "echarts/*"], message: "Only charts use ECharts." };

export default tseslint.config(
  { ignores: ["dist/", "src/desk/api/contract.d.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "max-lines": ["error", 400],
      "max-len": ["error", { code: 100, ignoreUrls: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-imports": ["error", { patterns: [echarts] }],
    },
  },
  {
    files: ["src/report/map/**", "src/report/charts/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [echarts, drawing] }] },
  },
  {
    files: ["src/report/charts/chart.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [drawing] }] },
  },
  {
    files: ["src/report/tables/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [echarts, tables] }] },
  },
  {
    files: ["src/desk/ui/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [echarts, ui] }] },
  },
  {
    files: ["src/desk/charts/chart-box.tsx"],
    rules: { "no-restricted-imports": "off" },
  },
  { files: ["**/*.js", "**/*.mjs"], ...tseslint.configs.disableTypeChecked },
);
