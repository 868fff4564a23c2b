import {hhmm} from '../core/time/clock-text.js';
import type {WatchState} from '../core/watch-state.js';
import {say} from './actions/say.js';
import type {Cockpit} from './cockpit.js';

/** Says that the watch began or ended by itself, as that happens; what is being said of something else stays. */
export function tellTurn(cockpit: Cockpit, before: WatchState): void {
  const {watch, ui} = cockpit.scenes.getState();
  if (before.shift.shift?.id === watch.shift.shift?.id || watch.replay !== undefined) return;
  const text = begun(watch) ?? ended(before, watch);
  if (text !== undefined && ui.message === undefined) say(cockpit, text, 'good');
}

function begun({shift: {shift: running}, settings}: WatchState): string | undefined {
  if (running?.turn === undefined) return undefined;
  const {operator, startedAt, schedule, endsAt} = running;
  const until = endsAt === undefined ? '' : ` until ${hhmm(endsAt, settings.ui.timeZone)}`;
  const since = hhmm(startedAt, settings.ui.timeZone);
  return `${operator} has the watch since ${since}${until}, by the schedule ${schedule}; :shift has the list for its start`;
}

function ended(before: WatchState, {shift}: WatchState): string | undefined {
  const last = shift.ended.find(({id}) => id === before.shift.shift?.id);
  if (last?.byItself !== true) return undefined;
  return `the watch of ${last.operator} has ended by its schedule`;
}
