import {listedItems} from '../../../core/checklist/lists.js';
import {isStillOpen} from '../../../core/checklist/state-checks.js';
import {counted} from '../../../core/counted.js';
import {staleText} from '../../../core/handoff/since-handoff.js';
import {onCallBy} from '../../../core/schedule/on-call-end.js';
import {untold} from '../../../core/shift/turns.js';
import {dayHhmm, wallHhmm} from '../../../core/time/clock-text.js';
import {brief} from '../../../core/time/duration.js';
import type {Cockpit} from '../../cockpit.js';
import {offered} from '../../input/field.js';
import {parseEnd} from '../../silence-time.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

/** Begins the operator's watch, with the end that the schedule has for them, or one that is typed. */
export function askBegin(cockpit: Cockpit): void {
  const {watch, now} = cockpit.scenes.getState();
  const {operator, schedules = [], ui} = watch.settings;
  const onCall = onCallBy(schedules, {user: operator, now});
  const end = onCall?.until;
  ask(cockpit, {
    kind: 'ask',
    title: `begin the watch of ${operator}`,
    name: 'until',
    field: offered(end === undefined ? '12h' : wallHhmm(end, ui.timeZone)),
    draft: 'begin watch',
    why:
      end === undefined
        ? '12h, 09:00, or empty for no end'
        : `${operator} is on call until ${dayHhmm(end, now, ui.timeZone)}`,
    act: text => {
      const asOffered = end !== undefined && text === wallHhmm(end, ui.timeZone);
      const endsAt = asOffered ? end : parseEnd(text, {now, zone: ui.timeZone});
      if (text !== '' && endsAt === undefined) {
        say(cockpit, `"${text}" is no end: write 12h, 09:00, or nothing.`, 'warning');
        return;
      }
      const by = asOffered && onCall !== undefined ? {schedule: onCall.schedule} : {};
      const until = endsAt === undefined ? {} : {endsAt, ...by};
      dispatch(cockpit, {type: 'start-shift', operator, ...until}, () =>
        say(cockpit, `${operator} has the watch`, 'good'),
      );
    },
  });
}

/** Tells what is still open of the list for the end; `y` ends the watch all the same. */
export function askEnd(cockpit: Cockpit): void {
  const {watch, now} = cockpit.scenes.getState();
  const {shift} = watch.shift;
  if (shift === undefined) return;
  const open = listedItems(watch, watch.settings).filter(item => item.list === 'end' && isStillOpen(item, watch, now));
  const missing = untold(shift, watch);
  ask(cockpit, {
    kind: 'confirm',
    title: `end the watch of ${shift.operator}, after ${brief(now - shift.startedAt)}?`,
    lines: [
      {
        text:
          open.length === 0
            ? 'All of the list for its end was seen to.'
            : `${counted(open.length, 'thing')} of the list for its end still open:`,
      },
      ...open.map(({text}) => ({text: `  ${text}`})),
      ...(missing.length === 0
        ? []
        : [{text: `Note: ${staleText(shift, missing, {zone: watch.settings.ui.timeZone, now})}; h writes it again.`}]),
      {text: 'What is acked stays acked while a cockpit is open; the handoff can be written afterwards, too.'},
    ],
    yes: 'end it',
    act: () =>
      dispatch(cockpit, {type: 'end-shift'}, () => say(cockpit, 'the watch has ended; h opens its handoff', 'good')),
  });
}
