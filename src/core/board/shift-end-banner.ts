import {coarse} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import type {Banner} from './banner-shape.js';

/** So long, ms, before a watch ends its operator is told; they have to write the handoff. */
const ENDS_SOON = 30 * 60_000;

/** A watch that ends soon or was to have ended, or a drill that is over. */
export function shiftEndBanner({shift: {shift}, settings: {drill}}: WatchState, now: number): readonly Banner[] {
  if (shift?.endsAt === undefined || shift.endsAt - now > ENDS_SOON) return [];
  const left = shift.endsAt - now;
  if (drill !== undefined) return left > 0 ? [] : [drillOver(drill)];
  const text =
    left > 0
      ? `The watch of ${shift.operator} ends in ${coarse(left)}`
      : `The watch of ${shift.operator} was to end ${coarse(-left)} ago`;
  return [
    {kind: 'shift-end', tone: left > 0 ? 'notice' : 'warning', text, hint: 'h writes the handoff, :shift ends it.'},
  ];
}

/** Nothing more comes, so a quiet board is no reason to wait. */
function drillOver(drill: string): Banner {
  const why = `: ${drill}`;
  return {
    kind: 'shift-end',
    tone: 'warning',
    text: `The drill is over${why}`,
    why,
    hint: 'q leaves it and tells how it went.',
  };
}
