// The tests of the desk on the real server; run by npm run test:server, and by script/test with the
// program that the sanitizers watch.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/server/**/*.test.ts"],
    maxWorkers: 2,
    testTimeout: 1_800_000,
    hookTimeout: 900_000,
  },
});
