import {ackMatchers} from '../../core/alert/ack-matchers.js';
import type {Alert} from '../../core/alert/alert.js';
import {isMatchingEmpty, type Matcher, matcherText, parseMatchers} from '../../core/alert/matcher.js';
import {isSilenceable} from '../../core/shift/decide-silence.js';
import type {Cockpit} from '../cockpit.js';
import {type Field, field, offered} from '../input/field.js';
import type {SilenceFieldName, SilenceQuestion, Target} from '../overlays/overlay.js';
import {parseSilenceTime} from '../silence-time.js';
import {dispatch} from './dispatch.js';
import {clearMarks} from './marks.js';
import {amend, ask, closeOverlay, keepTyped} from './overlay.js';
import {say} from './say.js';
import {tellSilence} from './silence-ends.js';

/** Asks for a silence, its matchers those that the target's alerts share. */
export function askSilence(cockpit: Cockpit, target: Target, comment?: string): void {
  const {watch} = cockpit.scenes.getState();
  const {typed} = cockpit.ui.getState();
  const alerts = target.alerts.flatMap(key => watch.live.alerts.get(key) ?? []);
  const matchers = typed[draftName(target, 'matchers')] ?? suggested(alerts);
  ask(cockpit, {
    kind: 'silence',
    target,
    sources: [...new Set(alerts.map(alert => alert.source))].filter(source => isSilenceable(source, watch)),
    fields: {
      matchers: field(matchers),
      time: timeField(typed[draftName(target, 'time')]),
      comment: field(comment ?? typed[draftName(target, 'comment')] ?? ''),
    },
    focus: 'comment',
  });
}

const USUAL_TIME = '2h';

/** What was typed before is gone on with; the usual time is only an offer. */
function timeField(typed: string = USUAL_TIME): Field {
  return typed === '' || typed === USUAL_TIME ? offered(USUAL_TIME) : field(typed);
}

/** Keeps what was typed, for the next time the same is silenced. */
export function keepSilenceDraft(cockpit: Cockpit, {target, fields}: SilenceQuestion): void {
  for (const [name, typed] of Object.entries(fields)) keepTyped(cockpit, draftName(target, name), typed.text);
}

/** The matchers as typed, or what is wrong with them and where. */
export function typedMatchers(
  text: string,
):
  | {readonly ok: true; readonly matchers: readonly Matcher[]}
  | {readonly ok: false; readonly message: string; readonly position: number} {
  const parsed = parseMatchers(text);
  if (!parsed.ok) return parsed;
  if (parsed.matchers.length === 0 || isMatchingEmpty(parsed.matchers)) {
    return {ok: false, message: 'this would silence everything; name at least one value', position: 0};
  }
  return parsed;
}

/** Orders the silence, or says in the question what is missing. */
export function silenceAsAsked(cockpit: Cockpit, question: SilenceQuestion): void {
  const order = orderOf(cockpit, question);
  if ('trouble' in order) {
    amend(cockpit, {...question, ...order});
    return;
  }
  const {fields, target, sources} = question;
  for (const name of Object.keys(fields)) keepTyped(cockpit, draftName(target, name), '');
  closeOverlay(cockpit);
  clearMarks(cockpit);
  say(cockpit, `asking ${sources.join(' and ')} for a silence`);
  for (const source of sources) {
    dispatch(cockpit, {type: 'silence', source, ...order}, facts => tellSilence(cockpit, facts));
  }
}

interface Order {
  readonly matchers: readonly Matcher[];
  readonly comment: string;
  readonly duration?: number;
  readonly startsAt?: number;
  readonly endsAt?: number;
}

/** What was typed as an order, or the field to go back to and why. */
function orderOf(
  cockpit: Cockpit,
  {fields}: SilenceQuestion,
): Order | {readonly focus: SilenceFieldName; readonly trouble: string} {
  const {watch, now} = cockpit.scenes.getState();
  const matchers = typedMatchers(fields.matchers.text);
  if (!matchers.ok) return {focus: 'matchers', trouble: matchers.message};
  const time = parseSilenceTime(fields.time.text, {now, zone: watch.settings.ui.timeZone});
  if (!time.ok) return {focus: 'time', trouble: time.message};
  const comment = fields.comment.text.trim();
  if (comment === '') return {focus: 'comment', trouble: 'Say why: the next person reads this comment.'};
  const {ok: _ok, ...when} = time;
  return {matchers: matchers.matchers, comment, ...when};
}

function suggested(alerts: readonly Alert[]): string {
  return alerts.length === 0 ? '' : `${ackMatchers(alerts).map(matcherText).join(', ')}`;
}

function draftName(target: Target, part: string): string {
  return `silence ${part} ${target.alerts[0] ?? ''}`;
}
