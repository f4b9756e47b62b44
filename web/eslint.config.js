// Rules for all TypeScript here. Drawing code imports no page code and tables no drawing code;
// the restricted paths below hold that.

import js from "@eslint/js";
import tseslint from "typescript-eslint";

const drawing = { group: ["**/tables/*", "**/main.ts"], message: "Drawings know no tables." };
const tables = { group: ["**/map/*", "**/charts/*"], message: "Tables know no drawings." };
const echarts = { group: ["echarts", "echarts/*"], message: "Only charts/chart.ts uses ECharts." };

export default tseslint.config(
  { ignores: ["dist/"] },
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
  { files: ["**/*.js"], ...tseslint.configs.disableTypeChecked },
);
