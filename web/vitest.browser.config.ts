// The tests that open the built page in Chromium; run by npm run test:browser.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/browser/**/*.test.ts"],
    fileParallelism: false,
    retry: 2, // a slow machine may need longer than a test waits
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
