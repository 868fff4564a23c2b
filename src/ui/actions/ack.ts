import {type Fact, isFact} from '../../core/shift/fact.js';
import {formatDuration} from '../../core/time/duration.js';
import type {WatchState} from '../../core/watch-state.js';
import type {Cockpit} from '../cockpit.js';
import {field} from '../input/field.js';
import type {AckQuestion, Target} from '../overlays/overlay.js';
import {dispatch} from './dispatch.js';
import {clearMarks} from './marks.js';
import {ask, closeOverlay, keepTyped} from './overlay.js';
import {say} from './say.js';

const HOUR = 3_600_000;

/** The durations that tab goes through, the configured one first. */
export function ackDurations(watch: WatchState): readonly number[] {
  return [...new Set([watch.settings.ack.duration, HOUR, 4 * HOUR])];
}

/** Acks at once with the defaults, for one row; several marked rows are asked about first. */
export function ackNow(cockpit: Cockpit, target: Target): void {
  if (target.rows > 1) askAck(cockpit, target);
  else sendAck(cockpit, target, {});
}

/** Acks with a comment that is there already; several rows are asked about first, as ever. */
export function ackWith(cockpit: Cockpit, target: Target, comment: string): void {
  if (target.rows > 1) askAck(cockpit, target, comment);
  else sendAck(cockpit, target, {comment});
}

export function askAck(cockpit: Cockpit, target: Target, comment?: string): void {
  const typed = comment ?? cockpit.ui.getState().typed[ackDraft(target)] ?? '';
  ask(cockpit, {kind: 'ack', field: field(typed), target, duration: 0});
}

/** The name under which a half-written comment is kept. */
export function ackDraft(target: Target): string {
  return `ack ${target.alerts[0] ?? ''}`;
}

/** What the question was answered with. */
export function ackAsAsked(cockpit: Cockpit, question: AckQuestion): void {
  const duration = ackDurations(cockpit.scenes.getState().watch)[question.duration];
  const comment = question.field.text.trim();
  keepTyped(cockpit, ackDraft(question.target), '');
  closeOverlay(cockpit);
  sendAck(cockpit, question.target, {
    ...(comment === '' ? {} : {comment}),
    ...(duration === undefined ? {} : {duration}),
  });
}

function sendAck(
  cockpit: Cockpit,
  target: Target,
  choices: {readonly comment?: string; readonly duration?: number},
): void {
  say(cockpit, `acking ${target.name}`);
  dispatch(cockpit, {type: 'ack', alerts: target.alerts, ...choices}, facts => {
    clearMarks(cockpit);
    follow(cockpit, target, facts);
  });
}

/** The result line goes on telling how each place took it. */
function follow(cockpit: Cockpit, target: Target, facts: readonly Fact[]): void {
  const acks = facts.flatMap(fact => (isFact(fact, 'ack.requested') ? [fact.ack] : []));
  const remind = formatDuration(cockpit.scenes.getState().watch.settings.ack.remind);
  if (acks.length === 0 && facts.some(fact => isFact(fact, 'ack.confirmed')))
    say(cockpit, `still on ${target.name}; reminds again in ${remind}`, 'good');
  else if (acks.length === 0) say(cockpit, `${target.name} is acked already; u releases it`);
  else
    cockpit.ui.setState({
      message: {
        text: `acking ${target.name}`,
        tone: 'plain',
        at: cockpit.clock.now(),
        follow: {name: target.name, acks},
      },
    });
}
