import {stepStatus} from '../../../core/runbook/progress.js';
import {runUnderWay} from '../../../core/runbook/walk.js';
import {stepCount} from '../../../core/runbook/walk-items.js';
import {coarse} from '../../../core/time/duration.js';
import {cells} from '../../../lib/cells.js';
import {plainText} from '../../../lib/plain-text.js';
import {GLYPHS} from '../../glyphs.js';
import {STEP_MARKS} from '../../outline-rows.js';
import {line, type Part, spread} from '../../row.js';
import {itemAt, type OpenWalk} from '../../runbook-model.js';
import type {Scene} from '../../scene.js';

export function titleLine(scene: Scene, model: OpenWalk): string {
  const {walk, book} = model;
  const {file, trust} = book.opened;
  const about = walk.about === undefined ? '' : `for ${walk.about} `;
  const trusted: Part =
    trust.state === 'trusted'
      ? {text: ` · trusted ${coarse(scene.now - trust.since)} ago`, tone: 'muted'}
      : {
          text: trust.state === 'new' ? ' · new here: T trusts it' : ' · changed since it was trusted: T shows how',
          tone: 'warning',
        };
  const moved: Part[] = file.hash === walk.hash ? [] : [{text: ' · changed since this walk began', tone: 'warning'}];
  return spread(
    scene.paint,
    {
      left: [
        {text: ` ${plainText(walk.title)}`, tone: 'strong'},
        {text: ` · ${plainText(file.file)}`, tone: 'muted'},
        trusted,
        ...moved,
      ],
      right: [{text: about, tone: 'muted'}],
    },
    scene.columns,
  );
}

/** What runs in the walk while the cursor is elsewhere. */
export function runningLines(scene: Scene, model: OpenWalk): readonly string[] {
  const run = runUnderWay(model.walk);
  const item = model.items.find(one => one.statement?.id === run?.statement);
  if (run === undefined || run.statement === itemAt(model)?.statement?.id) return [];
  const where = item === undefined ? '' : ` in step ${item.number}`;
  const text = ` ${GLYPHS.up} running${where}, x stops it: ${plainText(run.text.split('\n', 1)[0] ?? '')}`;
  return [line(scene.paint, [{text, tone: 'warning'}], scene.columns)];
}

/** Where in the walk the step is and how the others stand, for screens without an outline: `step 3 of 7 · ✓✓●····`. */
export function positionLine(scene: Scene, model: OpenWalk, hidden: string): string {
  const item = itemAt(model);
  if (item === undefined) return '';
  const count = stepCount(model.items);
  const where = item.step === undefined ? 'to read' : `step ${item.number} of ${count}`;
  const title = ` ${plainText(item.section.title)}`;
  const marks = marksOf(model, {at: item.number, room: scene.columns - cells(where) - 16});
  return spread(
    scene.paint,
    {
      left: [{text: title, tone: 'muted'}, {text: hidden === '' ? '' : `  ${hidden}`}],
      right: [{text: `${where} · `, tone: 'muted'}, ...marks, {text: ' '}],
    },
    scene.columns,
  );
}

/** A mark for each step; where there are too many, those around the step in front. */
function marksOf({items, walk}: OpenWalk, {at, room}: {readonly at: number; readonly room: number}): readonly Part[] {
  const steps = items.filter((item, index) => item.step !== undefined && item.step.id !== items[index - 1]?.step?.id);
  const from = Math.max(0, Math.min(at - Math.ceil(room / 2), steps.length - room));
  return steps.slice(from, from + Math.max(1, room)).flatMap(({step, number}): readonly Part[] => {
    if (step === undefined) return [];
    const {glyph, tone} = STEP_MARKS[stepStatus(step, walk.steps.get(step.id))];
    const shown = glyph === ' ' ? GLYPHS.dot : glyph;
    return [{text: shown, tone: number === at ? 'notice' : tone}];
  });
}
