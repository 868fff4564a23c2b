import {defineConfig} from 'vitest/config';
import {inkTablePlugin} from './scripts/lib/ink-table.mjs';

export default defineConfig({
  plugins: [inkTablePlugin()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    server: {deps: {inline: ['ink-table']}},
  },
});
