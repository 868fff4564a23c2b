import {defineConfig} from 'vitest/config';
import {inkTablePlugin} from './scripts/lib/ink-table.mjs';

/** A file for the results as JSON, beside what is shown. */
const report = process.env.WK_TEST_REPORT;

export default defineConfig({
  plugins: [inkTablePlugin()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', {outputFile: report}]],
    restoreMocks: true,
    unstubEnvs: true,
    server: {deps: {inline: ['ink-table']}},
  },
});
