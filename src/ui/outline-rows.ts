import type {Section} from '../core/runbook/document.js';
import {type StepStatus, stepStatus} from '../core/runbook/progress.js';
import type {WalkItem} from '../core/runbook/walk-items.js';
import {plainText} from '../lib/plain-text.js';
import {GLYPHS} from './glyphs.js';
import {line} from './row.js';
import {leftOutIn, type OpenWalk} from './runbook-model.js';
import type {Scene} from './scene.js';
import type {Tone} from './theme.js';

/** A heading, or a step below it; `item` is where its row leads, absent for a heading with nothing of its own. */
export interface OutlineRow {
  readonly section: Section;
  readonly item?: WalkItem;
}

export const STEP_MARKS: Readonly<Record<StepStatus, {readonly glyph: string; readonly tone: Tone}>> = {
  todo: {glyph: ' ', tone: 'plain'},
  running: {glyph: GLYPHS.up, tone: 'warning'},
  part: {glyph: GLYPHS.waiting, tone: 'plain'},
  done: {glyph: GLYPHS.done, tone: 'good'},
  skipped: {glyph: GLYPHS.none, tone: 'muted'},
  stopped: {glyph: GLYPHS.failed, tone: 'warning'},
  failed: {glyph: GLYPHS.failed, tone: 'warning'},
};

/** Every heading of the document and every step, in the order of the source. */
export function outlineRows({document, items}: OpenWalk): readonly OutlineRow[] {
  return document.sections.flatMap((section): readonly OutlineRow[] => {
    const own = items.filter(item => item.section.id === section.id);
    const toRead = own.find(item => item.step === undefined);
    const steps = section.steps.flatMap(step => own.find(item => item.step?.id === step.id) ?? []);
    return [toRead === undefined ? {section} : {section, item: toRead}, ...steps.map(item => ({section, item}))];
  });
}

/** Whether the row is that of the item. */
export function isRowOf({item}: OutlineRow, of: WalkItem | undefined): boolean {
  return item !== undefined && of !== undefined && (item.step?.id ?? item.id) === (of.step?.id ?? of.id);
}

/** One row, exactly `width` cells wide. */
export function outlineLine(
  {paint}: Scene,
  {model, row, here}: {readonly model: OpenWalk; readonly row: OutlineRow; readonly here: 'here' | ''},
  width: number,
): string {
  const {section, item} = row;
  const cursor = {text: here === '' ? ' ' : GLYPHS.cursor};
  if (item?.step === undefined) {
    const tone = here === '' ? 'muted' : 'strong';
    return line(paint, [cursor, {text: plainText(section.title), tone, width: width - 1}], width);
  }
  const {step, number} = item;
  const {glyph, tone} = STEP_MARKS[stepStatus(step, model.walk.steps.get(step.id))];
  const choice = step.choice === undefined ? '' : `${GLYPHS.step} `;
  const text = `${number} ${choice}${plainText(step.title)}`;
  const plain = leftOutIn(model).has(step.id) ? 'muted' : 'plain';
  return line(
    paint,
    [cursor, {text: `${glyph} `, tone}, {text, width: width - 3, tone: here === '' ? plain : 'strong'}],
    width,
  );
}
