import {BARS, GLYPHS} from '../glyphs.js';

/** Colours, and the marks around a link. */
const PAINT = /\u001b\[[0-9;]*m|\u001b\]8;[^\u0007\u001b]*(?:\u0007|\u001b\\)/g;

/** The shape behind a severity says the same; that nobody knows it, or that it is of before, does not. */
const SHAPE = new RegExp(`^(${GLYPHS.mark}?P\\d) ?[${GLYPHS.p1}${GLYPHS.p2}${GLYPHS.p3}]`);
const GUESSED = new RegExp(`^(${GLYPHS.mark}?P\\d) \\?`);
const PAST = new RegExp(`^(${GLYPHS.mark}?P\\d) ?${GLYPHS.past}`);
/** Where a row was, it is said where it went. */
const GONE = new RegExp(`^${GLYPHS.moved} `);
const COUNT = new RegExp(`${GLYPHS.times}(\\d)`, 'g');
const ATTEMPTS = new RegExp(`(\\d)${GLYPHS.times}`, 'g');
const CURVE = new RegExp(`[${BARS.join('')}]{2,}`, 'g');
const RULE = new RegExp(`${GLYPHS.rule}{2,}`, 'g');

/** Shapes in words. What is not here has a word beside it, or none that would help. */
const WORDS: Readonly<Record<string, string>> = {
  [GLYPHS.cursor]: '',
  [GLYPHS.mark]: 'marked ',
  [GLYPHS.warning]: 'late',
  [GLYPHS.up]: 'on',
  [GLYPHS.waiting]: 'open',
  [GLYPHS.folded]: 'folded',
  [GLYPHS.unfolded]: 'unfolded',
  [GLYPHS.moved]: 'to',
  [GLYPHS.done]: 'done',
  [GLYPHS.failed]: 'failed',
  [GLYPHS.dot]: '',
  [GLYPHS.link]: 'link',
  [GLYPHS.above]: 'above',
  [GLYPHS.below]: 'below',
  [GLYPHS.caret]: '',
  [GLYPHS.none]: 'none',
  [GLYPHS.side]: ' ',
  [GLYPHS.matched]: 'matched',
  [GLYPHS.goesOn]: '',
  [GLYPHS.ellipsis]: '...',
};
const SHAPES = new RegExp(`[${Object.keys(WORDS).join('')}]`, 'g');

/** A line of the screen as a voice can read it: words for shapes, commas for columns. Empty for a rule. */
export function spoken(line: string): string {
  return line
    .replace(PAINT, '')
    .replace(CURVE, ' ')
    .replace(RULE, ' ')
    .replace(GLYPHS.cursor, '')
    .trimStart()
    .replace(GONE, '')
    .replace(SHAPE, '$1  ')
    .replace(GUESSED, '$1  severity unknown ')
    .replace(PAST, '$1  as it was')
    .replace(COUNT, '$1 times')
    .replace(ATTEMPTS, '$1 times')
    .replace(new RegExp(` ${GLYPHS.dot} `, 'g'), '  ')
    .replace(SHAPES, shape => WORDS[shape] ?? shape)
    .trim()
    .replace(/[\s,]*\s\s[\s,]*/g, ', ');
}

/** Whether the cursor is on a line. */
export function isSelected(line: string): boolean {
  return line.includes(GLYPHS.cursor);
}

const TIMES = /<?\b(?:\d+(?:[.:]\d+)*\s?(?:ms|[smhdw]))+\b|\b\d?\d:\d\d(?::\d\d)?Z?\b/g;
const FIGURES = /(?<![\w-])\d+(?:[.,]\d+)*(?![\w-])/g;

/** What stays the same while only time goes by: that alone is nothing to be said. */
export function timeless(line: string): string {
  return line.replace(TIMES, '#');
}

/** What stays the same while time goes by and figures move. */
export function gist(line: string): string {
  return timeless(line).replace(FIGURES, '#');
}
