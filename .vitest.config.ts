import {configDefaults, defineConfig} from 'vitest/config';
import {inkTablePlugin} from './scripts/lib/ink-table.mjs';

/** A file for the results as JSON, beside what is shown. */
const report = process.env.WK_TEST_REPORT;

/** Tests of what keeps nothing in a module but caches: loading it anew for each file is most of their time. */
const SHARED = [
  'cli',
  'config',
  'core',
  'engine',
  'lib',
  'messages',
  'relay',
  'runbooks',
  'scenarios',
  'sources',
  'targets',
  'ui',
].map(folder => `test/${folder}/**/*.test.{ts,tsx}`);

export default defineConfig({
  plugins: [inkTablePlugin()],
  test: {
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The machine may be busy with others: how long something takes fails no test.
    expect: {poll: {timeout: 20_000}},
    reporters: report === undefined ? ['default'] : ['default', ['json', {outputFile: report}]],
    restoreMocks: true,
    unstubEnvs: true,
    // Where CI is set, Ink as published draws no resize; the build mends that, and these tests run it unbuilt.
    env: {CI: 'false'},
    server: {deps: {inline: ['ink-table']}},
    projects: [
      {extends: true, test: {name: 'shared', include: SHARED, isolate: false}},
      {
        extends: true,
        test: {name: 'apart', include: ['test/**/*.test.{ts,tsx}'], exclude: [...configDefaults.exclude, ...SHARED]},
      },
    ],
  },
});
