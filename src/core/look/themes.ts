import {INDEXED, RGB} from './color.js';
import type {Ground, Ink, Theme, Tone} from './look.js';

type Inks = Readonly<Record<Tone, Ink>>;

const rgb = (value: number) => RGB + value;
const BLACK = INDEXED + 16;
const WHITE = INDEXED + 231;

/** Bold, reverse and underline, where colours come on top or are not to be had. */
const BARE: Inks = {
  plain: {},
  strong: {attributes: '1'},
  muted: {},
  critical: {},
  criticalStrong: {attributes: '1'},
  warning: {},
  good: {},
  alarm: {attributes: '1'},
  notice: {},
  match: {attributes: '4'},
  key: {attributes: '1'},
};

const DARK: Inks = {
  ...BARE,
  muted: {color: rgb(0x8a8a8a), basic: '2'},
  critical: {color: rgb(0xff5f5f), basic: '31'},
  criticalStrong: {attributes: '1', color: rgb(0xff5f5f), basic: '1;31'},
  warning: {color: rgb(0xffaf00), basic: '33'},
  good: {color: rgb(0x5faf5f), basic: '32'},
  alarm: {attributes: '1', color: WHITE, on: INDEXED + 160, basic: '1;97;41'},
  notice: {color: BLACK, on: INDEXED + 214, basic: '30;43'},
};

/** Yellow cannot be read on white: what asks for attention is magenta where there are 16 colours. */
const LIGHT: Inks = {
  ...BARE,
  muted: {color: rgb(0x5f5f5f), basic: '2'},
  critical: {color: rgb(0xaf0000), basic: '31'},
  criticalStrong: {attributes: '1', color: rgb(0xaf0000), basic: '1;31'},
  warning: {color: rgb(0x875f00), basic: '35'},
  good: {color: rgb(0x005f00), basic: '32'},
  alarm: {attributes: '1', color: WHITE, on: INDEXED + 124, basic: '1;97;41'},
  notice: {color: BLACK, on: INDEXED + 214, basic: '30;43'},
};

const HIGH: Inks = {
  ...BARE,
  muted: {color: rgb(0xd0d0d0), basic: '37'},
  critical: {color: rgb(0xff8787), basic: '91'},
  criticalStrong: {attributes: '1', color: rgb(0xff8787), basic: '1;91'},
  warning: {color: rgb(0xffd75f), basic: '93'},
  good: {color: rgb(0x87ff87), basic: '92'},
  alarm: {attributes: '1', color: WHITE, on: INDEXED + 88, basic: '1;97;41'},
  notice: {color: BLACK, on: INDEXED + 221, basic: '30;103'},
  match: {attributes: '1;4', color: WHITE, basic: '1;4;97'},
  key: {attributes: '1', color: rgb(0x5fffff), basic: '1;96'},
};

const WHITE_ON_BLACK: Ground = {foreground: WHITE, background: BLACK};

export const DARK_THEME: Theme = {name: 'dark', what: 'for a dark terminal', inks: DARK};
export const LIGHT_THEME: Theme = {name: 'light', what: 'for a light terminal', inks: LIGHT};

/** The themes that come with the program; the first is in force unless another one is named. */
export const THEMES: readonly Theme[] = [
  DARK_THEME,
  LIGHT_THEME,
  {
    name: 'high-contrast',
    what: 'strong colours, on black whatever the terminal has',
    ground: WHITE_ON_BLACK,
    inks: HIGH,
  },
  {name: 'plain', what: 'no colours, only bold, reverse and underline', inks: DARK, depth: 'none'},
];
