import {expect} from 'vitest';
import type {Ran} from '../../e2e/support/desk.js';

/** What a failed command may never show: the inside of the program, or bytes that steer a terminal. */
export function expectTold({stdout, stderr}: Pick<Ran, 'stdout' | 'stderr'>): void {
  const all = stdout + stderr;
  expect(all).not.toMatch(/^\s+at .*[:(]\d+/m);
  expect(all).not.toMatch(/bug in wk|TypeError|unsettled top-level await|\[object |undefined/);
  expect(all).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
}
