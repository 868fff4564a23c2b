import {staleText} from '../handoff/since-handoff.js';
import type {EndedShift, RunningShift} from '../shift/state.js';
import {ENDS_SOON, endsByItself, isHandedOver, untoldAtEnd} from '../shift/turns.js';
import {hhmm} from '../time/clock-text.js';
import {coarse} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import type {Banner} from './banner-shape.js';

/** So long, ms, it is told that a watch began by itself, unless the list for its start is begun before. */
const NEW = 10 * 60_000;
/** So long, ms, it is told that a handoff is owed of a watch that ended by itself. */
const OWED = 12 * 60 * 60_000;

/** A watch that began by itself, ends soon, is over, or ended by itself; or a drill that is over. */
export function shiftBanners(state: WatchState, now: number): readonly Banner[] {
  const {shift: running, ended} = state.shift;
  const owed = ended.findLast(one => isOwed(one, state, now));
  const after = owed === undefined ? [] : [owedBanner(owed, state, now)];
  if (running === undefined) return after;
  return [...endBanner(running, state, now), ...beganBanner(running, state, now), ...after];
}

function endBanner(running: RunningShift, state: WatchState, now: number): readonly Banner[] {
  const {operator, endsAt} = running;
  if (endsAt === undefined || endsAt - now > ENDS_SOON) return [];
  const left = endsAt - now;
  const {drill} = state.settings;
  if (drill !== undefined) return left > 0 ? [] : [drillOver(drill)];
  const {owed, again, hint} = handoffWords(running, state, now);
  if (left > 0) {
    const text = `The watch of ${operator} ends in ${coarse(left)}`;
    if (!again) return [{kind: 'shift-end', tone: 'notice', text, hint}];
    return [{kind: 'shift-end', tone: 'warning', text: `${text}${owed}`, why: owed, hint}];
  }
  const head = `The watch of ${operator} was to end ${coarse(-left)} ago`;
  const byItself = endsByItself(state);
  const goes = Number.isFinite(byItself) ? `; it ends by itself in ${coarse(Math.max(0, byItself - now))}` : '';
  const why = `${owed}${goes}`;
  return [{kind: 'shift-end', tone: 'warning', text: `${head}${why}`, why, hint}];
}

/** Whether the handoff of a watch that ends is owed, or again, as it lacks what happened since; and what is to be done. */
function handoffWords(running: RunningShift, state: WatchState, now: number) {
  if (isHandedOver(running, state)) return {owed: '', again: false, hint: ':shift ends it.'};
  const missing = untoldAtEnd(running, state);
  if (missing.length === 0)
    return {owed: ', its handoff is owed', again: false, hint: 'h writes the handoff, :shift ends it.'};
  const owed = `: ${staleText(running, missing, {zone: state.settings.ui.timeZone, now})}`;
  return {owed, again: true, hint: 'h writes the handoff again, :shift ends it.'};
}

/** Until somebody has seen to the first thing of its list, or it is no news any more. */
function beganBanner(running: RunningShift, {shift, settings}: WatchState, now: number): readonly Banner[] {
  const {operator, turn, schedule, recordedAt, startedAt} = running;
  if (turn === undefined || recordedAt === undefined || now - recordedAt >= NEW) return [];
  if ([...shift.ticks.values()].some(({list}) => list === 'start')) return [];
  const head = `The watch of ${operator} began at ${hhmm(startedAt, settings.ui.timeZone)}`;
  const why = `, by the schedule ${schedule}`;
  return [
    {kind: 'shift-start', tone: 'notice', text: `${head}${why}`, why, hint: ':shift has the list for its start.'},
  ];
}

function isOwed(one: EndedShift, state: WatchState, now: number): boolean {
  return one.byItself === true && now - one.endedAt < OWED && !isHandedOver(one, state);
}

function owedBanner(one: EndedShift, state: WatchState, now: number): Banner {
  const {id, operator, endedAt} = one;
  const missing = untoldAtEnd(one, state);
  const ago = `, ${coarse(now - endedAt)} ago by its schedule`;
  const why =
    missing.length === 0 ? ago : `${ago}; ${staleText(one, missing, {zone: state.settings.ui.timeZone, now})}`;
  return {
    kind: 'shift-end',
    tone: 'warning',
    text: `The handoff of ${operator} is owed: the watch ended${why}`,
    why,
    hint: state.shift.shift === undefined ? 'h writes it.' : `Write it with: wk handoff --shift ${id} --out FILE`,
  };
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
