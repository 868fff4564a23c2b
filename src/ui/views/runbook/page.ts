import {codeLines} from '../../code-lines.js';
import {GLYPHS} from '../../glyphs.js';
import {line, type Part, wrap} from '../../row.js';
import type {Scene} from '../../scene.js';
import type {Tone} from '../../theme.js';

/** Lines that are being put together, each at most `width` cells wide. */
export interface Page {
  readonly scene: Scene;
  readonly width: number;
  readonly lines: string[];
}

export function say({scene, width, lines}: Page, ...parts: readonly Part[]): void {
  lines.push(line(scene.paint, parts, width));
}

/** Words in as many lines as they need, behind `lead` on the first one. */
export function sayWords(page: Page, lead: string, {text, tone}: {readonly text: string; readonly tone?: Tone}): void {
  const blank = ' '.repeat(lead.length);
  for (const [index, part] of wrap(text, page.width - lead.length - 1).entries())
    say(page, {text: index === 0 ? lead : blank, tone: 'muted'}, {text: part, ...(tone === undefined ? {} : {tone})});
}

/** Code as it is written, indentation included; a line that is too long goes on with a mark. */
export function sayCode(page: Page, lead: Part, {text, tone}: {readonly text: string; readonly tone: Tone}): void {
  const blank = {text: ' '.repeat(lead.text.length)};
  for (const [index, part] of codeLines(text, page.width - lead.text.length - 1).entries())
    say(page, index === 0 ? lead : blank, ...codeParts(part, tone));
}

export function codeParts(part: {readonly text: string; readonly goesOn: boolean}, tone: Tone): readonly Part[] {
  return [...(part.goesOn ? [{text: `${GLYPHS.goesOn} `, tone: 'muted'} as const] : []), {text: part.text, tone}];
}
