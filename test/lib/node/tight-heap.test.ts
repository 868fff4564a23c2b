import {execFileSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {keepHeapsTight} from '../../../src/lib/node/tight-heap.js';

test('this Node knows the setting that keeps heaps tight, and takes it while it runs', () => {
  expect(execFileSync(process.execPath, ['--v8-options'], {encoding: 'utf8'})).toContain('--heap-growing-percent');
  expect(keepHeapsTight).not.toThrow();
});
