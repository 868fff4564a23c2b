import {describe, expect, test} from 'vitest';
import {colorAtDepth, contrastOf, INDEXED, RGB} from '../../../src/core/look/color.js';
import type {Theme, Tone} from '../../../src/core/look/look.js';
import {THEMES} from '../../../src/core/look/themes.js';

const TONES: readonly Tone[] = [
  'muted',
  'critical',
  'criticalStrong',
  'warning',
  'good',
  'alarm',
  'notice',
  'match',
  'key',
];

/** What each theme is read on; the terminal's own colours are those of such a terminal. */
const GROUNDS: Readonly<
  Record<string, {readonly letters: number; readonly behind: readonly number[]; readonly least: number}>
> = {
  dark: {letters: RGB + 0xd0d0d0, behind: [RGB, RGB + 0x1e1e1e], least: 4.5},
  light: {letters: RGB + 0x303030, behind: [RGB + 0xffffff, RGB + 0xf5f5f5], least: 4.5},
  'high-contrast': {letters: INDEXED + 231, behind: [INDEXED + 16], least: 7},
  plain: {letters: RGB + 0xd0d0d0, behind: [RGB], least: 4.5},
};

const cases = THEMES.flatMap(theme => TONES.map(tone => [theme.name, tone, theme] as const));

describe('each tone can be read', () => {
  test.each(cases)('in %s: %s', (name, tone, theme) => {
    const {letters, behind, least} = GROUNDS[name] ?? {letters: RGB, behind: [], least: 21};
    expect(behind.length).toBeGreaterThan(0);
    for (const depth of ['256', 'truecolor'] as const) {
      for (const background of behind) {
        const {color = letters, on = background} = theme.inks[tone];
        const contrast = contrastOf(colorAtDepth(color, depth), colorAtDepth(on, depth)) ?? 0;
        expect(contrast).toBeGreaterThanOrEqual(least);
      }
    }
  });
});

test('what is critical, to be warned of, and good differ in every theme with colours', () => {
  const colors = (theme: Theme) => (['critical', 'warning', 'good', 'muted'] as const).map(tone => theme.inks[tone]);
  for (const theme of THEMES) expect(new Set(colors(theme).map(ink => `${ink.color} ${ink.basic}`)).size).toBe(4);
});

test('contrast is counted as WCAG does', () => {
  expect(contrastOf(RGB, RGB + 0xffffff)).toBeCloseTo(21);
  expect(contrastOf(RGB + 0x777777, RGB + 0xffffff)).toBeCloseTo(4.48, 2);
  expect(contrastOf(1, RGB)).toBeUndefined();
});
