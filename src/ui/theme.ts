import type {Capabilities} from '../core/screen.js';

/** What a piece of text means. Colour follows from this and is never the only sign of it. */
export type Tone =
  | 'plain'
  | 'strong'
  | 'muted'
  | 'critical'
  | 'criticalStrong'
  | 'warning'
  | 'good'
  | 'alarm'
  | 'notice'
  | 'match'
  | 'key';

/** Wraps text in what makes it look like its tone; text itself where nothing is needed. */
export type Paint = (tone: Tone, text: string) => string;

type Sgr = Readonly<Record<Tone, string>>;

/** Attributes alone, for `NO_COLOR` and terminals without colour. */
const PLAIN: Sgr = {
  plain: '',
  strong: '1',
  muted: '',
  critical: '',
  criticalStrong: '1',
  warning: '',
  good: '',
  alarm: '1;7',
  notice: '7',
  match: '4',
  key: '1',
};

const SIXTEEN: Sgr = {
  ...PLAIN,
  muted: '2',
  critical: '31',
  criticalStrong: '1;31',
  warning: '33',
  good: '32',
  alarm: '1;97;41',
  notice: '30;43',
  match: '4',
};

const MANY: Sgr = {
  ...SIXTEEN,
  muted: '38;5;245',
  critical: '38;5;203',
  criticalStrong: '1;38;5;203',
  warning: '38;5;214',
  good: '38;5;71',
  alarm: '1;38;5;231;48;5;160',
  notice: '38;5;16;48;5;214',
};

const TRUE: Sgr = {
  ...MANY,
  muted: '38;2;138;138;138',
  critical: '38;2;255;95;95',
  criticalStrong: '1;38;2;255;95;95',
  warning: '38;2;255;175;0',
  good: '38;2;95;175;95',
};

const TABLES: Readonly<Record<Capabilities['color'], Sgr>> = {none: PLAIN, '16': SIXTEEN, '256': MANY, truecolor: TRUE};

/** The painter for what the terminal can show. */
export function painter(color: Capabilities['color']): Paint {
  const table = TABLES[color];
  return (tone, text) => {
    const sgr = table[tone];
    return sgr === '' || text === '' ? text : `\u001b[${sgr}m${text}\u001b[0m`;
  };
}

/** Leaves text as it is. */
export const unpainted: Paint = (_tone, text) => text;
