import type {Section, Step} from '../../../core/runbook/document.js';
import {type StepStatus, stepStatus} from '../../../core/runbook/progress.js';
import {plainText} from '../../../lib/plain-text.js';
import {GLYPHS} from '../../glyphs.js';
import {line} from '../../row.js';
import {itemAt, type OpenWalk} from '../../runbook-model.js';
import type {Scene} from '../../scene.js';
import type {Tone} from '../../theme.js';
import {clampTop} from '../../window.js';

const MARKS: Readonly<Record<StepStatus, {readonly glyph: string; readonly tone: Tone}>> = {
  todo: {glyph: ' ', tone: 'plain'},
  running: {glyph: GLYPHS.up, tone: 'warning'},
  part: {glyph: GLYPHS.waiting, tone: 'plain'},
  done: {glyph: GLYPHS.done, tone: 'good'},
  skipped: {glyph: GLYPHS.none, tone: 'muted'},
  failed: {glyph: GLYPHS.failed, tone: 'warning'},
};

/** Sections and steps, each line exactly `width` cells wide; the step in front is in sight. */
export function outlineLines(
  scene: Scene,
  model: OpenWalk,
  room: {readonly width: number; readonly height: number},
): readonly string[] {
  const rows = outlineRows(model);
  const here = itemAt(model)?.step.id;
  const focus = Math.max(
    0,
    rows.findIndex(row => row.step?.id === here),
  );
  const top = clampTop(0, focus, {height: room.height, count: rows.length});
  return rows
    .slice(top, top + room.height)
    .map(row =>
      row.step === undefined
        ? headingLine(scene, row.section.title, room.width)
        : stepLine(scene, {model, step: row.step, number: row.number, here: row.step.id === here}, room.width),
    );
}

/** A heading, or a step below it with its number. */
type Row =
  | {readonly section: Section; readonly step?: undefined}
  | {readonly section: Section; readonly step: Step; readonly number: number};

function outlineRows({document}: OpenWalk): readonly Row[] {
  let number = 0;
  return document.sections
    .filter(section => section.steps.length > 0)
    .flatMap((section): Row[] => [
      {section},
      ...section.steps.map(step => {
        number += 1;
        return {section, step, number};
      }),
    ]);
}

function headingLine({paint}: Scene, title: string, width: number): string {
  return line(paint, [{text: ` ${plainText(title)}`, tone: 'muted', width}], width);
}

function stepLine(
  {paint}: Scene,
  row: {readonly model: OpenWalk; readonly step: Step; readonly number: number; readonly here: boolean},
  width: number,
): string {
  const {model, step, number, here} = row;
  const {glyph, tone} = MARKS[stepStatus(step, model.walk.steps.get(step.id))];
  const choice = step.choice === undefined ? '' : `${GLYPHS.step} `;
  const text = `${number} ${choice}${plainText(step.title)}`;
  return line(
    paint,
    [
      {text: here ? GLYPHS.cursor : ' '},
      {text: `${glyph} `, tone},
      {text, width: width - 3, tone: here ? 'strong' : 'plain'},
    ],
    width,
  );
}
