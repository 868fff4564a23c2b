import {describe, expect, test} from 'vitest';
import {INDEXED, RGB} from '../../src/core/look/color.js';
import type {Theme, Tone} from '../../src/core/look/look.js';
import {DARK_THEME, LIGHT_THEME, THEMES} from '../../src/core/look/themes.js';
import type {Capabilities} from '../../src/core/screen.js';
import {painter, themeOf} from '../../src/ui/theme.js';
import {start} from '../support/a-night.js';
import {fakeScreen} from '../support/fake-screen.js';
import {someSettings} from '../support/given.js';

const ui = someSettings().ui;
const SKIN: Theme = {
  name: 'mine',
  what: 'the skin mine.yaml',
  ground: {foreground: RGB, background: RGB + 1},
  inks: LIGHT_THEME.inks,
};

function sgr(theme: Theme, depth: Capabilities['color'], tone: Tone): string {
  return /\[([\d;]*)m/.exec(painter(theme, depth)(tone, 'x'))?.[1] ?? '';
}

describe('the default look', () => {
  test.each([
    [
      'none',
      {
        muted: '',
        critical: '',
        criticalStrong: '1',
        warning: '',
        good: '',
        alarm: '1;7',
        notice: '7',
        match: '4',
        key: '1',
      },
    ],
    [
      '16',
      {
        muted: '2',
        critical: '31',
        criticalStrong: '1;31',
        warning: '33',
        good: '32',
        alarm: '1;97;41',
        notice: '30;43',
      },
    ],
    [
      '256',
      {
        muted: '38;5;245',
        critical: '38;5;203',
        criticalStrong: '1;38;5;203',
        warning: '38;5;214',
        good: '38;5;71',
        alarm: '1;38;5;231;48;5;160',
        notice: '38;5;16;48;5;214',
      },
    ],
    [
      'truecolor',
      {
        muted: '38;2;138;138;138',
        criticalStrong: '1;38;2;255;95;95',
        warning: '38;2;255;175;0',
        alarm: '1;38;5;231;48;5;160',
        match: '4',
        strong: '1',
        plain: '',
      },
    ],
  ] as const)('takes no more bytes than ever at %s', (depth, codes) => {
    for (const [tone, code] of Object.entries(codes)) expect(sgr(DARK_THEME, depth, tone as Tone)).toBe(code);
  });
});

describe('a theme', () => {
  test('without colours says what is loud by weight and reverse', () => {
    const plain = THEMES.find(theme => theme.name === 'plain') ?? LIGHT_THEME;
    for (const depth of ['none', '16', '256', 'truecolor'] as const) {
      expect(sgr(plain, depth, 'alarm')).toBe('1;7');
      expect(sgr(plain, depth, 'critical')).toBe('');
    }
  });

  test.each(THEMES.map(theme => [theme.name, theme] as const))('%s uses no more colours than there are', (_, theme) => {
    for (const tone of Object.keys(theme.inks) as Tone[]) {
      expect(sgr(theme, 'none', tone)).toMatch(/^(?:[147](?:;[147])*)?$/);
      expect(sgr(theme, '16', tone)).toMatch(/^(?:(?:[1247]|3[0-7]|4[0-7]|9[0-7]|10[0-7])(?:;|$))*$/);
      expect(sgr(theme, '256', tone)).not.toContain(';2;');
    }
  });

  test('that was chosen comes before the skin, and the skin before the configured one', () => {
    const settings = {...ui, theme: 'light', skin: SKIN};
    expect(themeOf(undefined, ui).name).toBe('dark');
    expect(themeOf(undefined, {...ui, theme: 'light'}).name).toBe('light');
    expect(themeOf(undefined, settings).name).toBe('mine');
    expect(themeOf('high-contrast', settings).name).toBe('high-contrast');
  });
});

describe(':theme', () => {
  async function command(text: string, skin?: Theme) {
    const capabilities = {color: 'truecolor', unicode: true, links: false, addressable: true} as const;
    const looks: unknown[] = [];
    const screen = Object.assign(fakeScreen(100, 24, capabilities), {look: (look: unknown) => looks.push(look)});
    const night = await start({screen, settings: {ui: {...ui, ...(skin === undefined ? {} : {skin})}}});
    await night.alert('SiteDown');
    await night.press(':');
    await night.type(text);
    await night.press('tab', 'enter');
    return {night, screen, looks};
  }

  test('draws all of the screen in other colours, rows that were drawn before too', async () => {
    const {night, screen} = await command('theme li');
    await night.sees('light: for a light terminal. ui: {theme: light} keeps it.');
    expect(screen.painted.at(-1)).toContain('38;2;175;0;0mP1');
    expect(screen.painted.at(-1)).not.toContain('255;95;95');
  });

  test('tells the terminal of the ground that a theme has, and when it has none', async () => {
    const {night, looks} = await command('theme high');
    expect(looks.at(-1)).toEqual({ground: {foreground: INDEXED + 231, background: INDEXED + 16}, ascii: false});
    await night.press(':');
    await night.type('theme dark');
    await night.press('enter');
    expect(looks.at(-1)).toEqual({ascii: false});
  });

  test('offers the skin of the configuration by its name', async () => {
    const {night, looks} = await command('theme mi', SKIN);
    await night.sees('It is the configured skin.');
    expect(looks.at(-1)).toEqual({ground: SKIN.ground, ascii: false});
  });

  test('says what there is, and what is near', async () => {
    const {night} = await command('theme');
    await night.sees('dark (for a dark terminal). Others: light, high-contrast, plain');
    await night.press(':');
    await night.type('theme drak');
    await night.press('enter');
    await night.sees('There is no theme "drak". Did you mean dark?');
  });
});
