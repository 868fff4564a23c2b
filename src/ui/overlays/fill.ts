import {sourceText} from '../../core/runbook/asked-run.js';
import type {Hole} from '../../core/runbook/desk.js';
import {plainText} from '../../lib/plain-text.js';
import {showHidden} from '../../lib/show-hidden.js';
import {amend, keepTyped} from '../actions/overlay.js';
import {filled, valueDraft} from '../actions/runbook/run.js';
import {codeLines} from '../code-lines.js';
import {flow} from '../flow.js';
import {field as fieldOf} from '../input/field.js';
import {line} from '../row.js';
import type {Asked, OverlayDefinition} from './definition.js';
import {fieldLine} from './field-line.js';
import type {FillQuestion} from './overlay.js';

/** Lines of the statement that its values are asked for; all of it is shown before it runs. */
const SEEN = 3;

export const fill: OverlayDefinition<FillQuestion> = {
  place: 'target',
  eager: true,
  title: overlay => `values for ${plainText(overlay.candidate.text)}`,
  lines(overlay, scene, width) {
    const {paint} = scene;
    const names = Math.min(24, Math.max(...overlay.holes.map(hole => hole.placeholder.raw.length)) + 2);
    const lines = overlay.holes.map((hole, index) =>
      fieldLine(
        paint,
        {
          name: hole.placeholder.raw,
          nameWidth: names,
          field: overlay.fields[index] ?? fieldOf(''),
          focused: index === overlay.at,
          aside: {text: asideOf(hole, overlay.fields[index]?.text ?? ''), tone: 'muted'},
        },
        width,
      ),
    );
    const trouble =
      overlay.trouble === undefined ? [] : flow(paint, [{text: overlay.trouble, tone: 'warning'}], {width});
    return [
      ...codeLines(showHidden(overlay.candidate.text).text, width)
        .slice(0, SEEN)
        .map(({text}) => line(paint, [{text, tone: 'muted'}], width)),
      ...lines,
      ...trouble,
    ];
  },
  field: overlay => overlay.fields[overlay.at] ?? fieldOf(''),
  typed({overlay}, typed) {
    const {trouble: _old, ...rest} = overlay;
    return {...rest, fields: overlay.fields.map((one, index) => (index === overlay.at ? typed : one))};
  },
  leave({cockpit, overlay: {candidate, holes, fields}}) {
    for (const [index, hole] of holes.entries()) {
      const typed = fields[index]?.text ?? '';
      const isOffered = hole.candidates.some(one => one.value === typed);
      keepTyped(cockpit, valueDraft(candidate, hole), isOffered ? '' : typed);
    }
  },
  keys: [
    {
      keys: ['enter'],
      label: 'go on',
      what: 'takes the values, and shows what would run',
      bar: 1,
      act({cockpit, overlay}) {
        const open = overlay.fields.findIndex((one, index) => index > overlay.at && one.text === '');
        if (open >= 0) amend(cockpit, {...overlay, at: open});
        else filled(cockpit, overlay);
      },
    },
    {keys: ['tab', 'down'], label: 'next', what: 'goes to the next value', bar: 2, act: asked => step(asked, 1)},
    {keys: ['backtab', 'up'], label: 'before', what: 'goes to the value before', act: asked => step(asked, -1)},
    {keys: ['ctrl-n'], label: 'other', what: 'offers the next value known for it', bar: 3, act: offerNext},
  ],
};

function step({cockpit, overlay}: Asked<FillQuestion>, by: number): void {
  amend(cockpit, {...overlay, at: (overlay.at + by + overlay.holes.length) % overlay.holes.length});
}

/** The values that are known for a hole, and those its author listed, one after the other. */
function offerNext({cockpit, overlay}: Asked<FillQuestion>): void {
  const hole = overlay.holes[overlay.at];
  if (hole === undefined) return;
  const known = [...hole.candidates.map(one => one.value), ...(hole.placeholder.choices ?? [])];
  const value = known[(known.indexOf(overlay.fields[overlay.at]?.text ?? '') + 1) % known.length];
  if (value === undefined) return;
  const fields = overlay.fields.map((one, index) => (index === overlay.at ? fieldOf(value) : one));
  amend(cockpit, {...overlay, fields});
}

function asideOf(hole: Hole, value: string): string {
  const known = hole.candidates.find(one => one.value === value);
  if (known !== undefined) return sourceText(known);
  const choices = hole.placeholder.choices;
  return choices === undefined ? '' : choices.join(' | ');
}
