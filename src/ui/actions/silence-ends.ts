import {type AlertKey, alertKey} from '../../core/alert/alert.js';
import type {Silence} from '../../core/alert/silence.js';
import {freedBy} from '../../core/alert/silence-impact.js';
import {counted} from '../../core/counted.js';
import type {Fact, FactOf} from '../../core/shift/fact.js';
import {isFact} from '../../core/shift/fact.js';
import {dayHhmm} from '../../core/time/clock-text.js';
import {parseDuration} from '../../core/time/duration.js';
import type {Cockpit} from '../cockpit.js';
import {GLYPHS} from '../glyphs.js';
import {offered} from '../input/field.js';
import type {ExtendQuestion, Said} from '../overlays/overlay.js';
import {dispatch, settle} from './dispatch.js';
import {amend, ask, closeOverlay} from './overlay.js';
import {say} from './say.js';

export function askExtend(cockpit: Cockpit, silence: Silence, name: string): void {
  ask(cockpit, {kind: 'extend', field: offered('1h'), source: silence.source, silence: silence.id, name});
}

/** Where a silence would end: so much later than now, or than its start when it lies ahead. */
export function extendedEnd(question: ExtendQuestion, silence: Silence | undefined, now: number): number | undefined {
  const by = parseDuration(question.field.text);
  return by === undefined || by === 0 ? undefined : Math.max(now, silence?.startsAt ?? now) + by;
}

export function extendSilence(cockpit: Cockpit, question: ExtendQuestion): void {
  const {watch, now} = cockpit.scenes.getState();
  const endsAt = extendedEnd(question, watch.live.silences.get(`${question.source}/${question.silence}`), now);
  if (endsAt === undefined) {
    amend(cockpit, {...question, trouble: `"${question.field.text}" is no duration: write 30m, 2h or 1d.`});
    return;
  }
  closeOverlay(cockpit);
  const {source, silence} = question;
  say(cockpit, `asking ${source} to hold it until ${dayHhmm(endsAt, now, watch.settings.ui.timeZone)}`);
  dispatch(cockpit, {type: 'extend-silence', source, silence, endsAt}, facts => tellSilence(cockpit, facts));
}

/** Asks before a silence is ended, saying what comes through then. */
export function askExpire(
  cockpit: Cockpit,
  silence: Silence,
  about: {readonly name: string; readonly hits: readonly AlertKey[]},
): void {
  const comes = comesThrough(cockpit, silence, about.hits);
  ask(cockpit, {
    kind: 'confirm',
    title: `expire the silence of ${about.name}`,
    lines: [{text: `${silence.source} · by ${silence.createdBy} · ${silence.comment}`}, comes],
    yes: 'expire',
    act() {
      say(cockpit, `asking ${silence.source} to end it`);
      dispatch(cockpit, {type: 'expire-silence', source: silence.source, silence: silence.id}, facts =>
        tellSilence(cockpit, facts),
      );
    },
  });
}

/** What the end of a silence lets through: only what nothing else holds. */
function comesThrough(cockpit: Cockpit, {id, source, state}: Silence, hits: readonly AlertKey[]): Said {
  const {alerts} = cockpit.scenes.getState().watch.live;
  const hit = new Set(hits);
  const held = [...alerts.values()].filter(
    alert => alert.source === source && (alert.silencedBy.includes(id) || hit.has(alertKey(alert))),
  );
  if (held.length === 0 || state !== 'active') return {text: 'Nothing fires that it holds back.'};
  const freed = freedBy(new Set([id]), held).length;
  const rest = held.length - freed;
  if (freed === 0)
    return {text: `Nothing will notify for it: something else holds back ${rest === 1 ? 'its alert' : `all ${rest}`}.`};
  const others = rest === 0 ? '' : ` Something else still holds back ${rest} more.`;
  return {text: `${counted(freed, 'alert')} will notify again.${others}`, tone: 'warning'};
}

/** Says how an order about a silence ended, once it has. */
export function tellSilence(cockpit: Cockpit, facts: readonly Fact[]): void {
  if (facts.length === 0) {
    say(cockpit, 'It is so already.');
    return;
  }
  settle(cockpit, facts, (settled, outcome) => {
    const {settings} = cockpit.engine.store.getState();
    const told = outcome.map(fact => outcomeOf(fact, settings.ui.timeZone)).findLast(text => text !== undefined);
    if (told !== undefined) say(cockpit, told.text, told.tone);
    else if (!settled)
      say(cockpit, 'The source has not answered yet; it goes on trying. The log will tell.', 'warning');
  });
}

/** Ahead of this, ms, a start is worth telling: clocks differ a little. */
const AHEAD = 60_000;

function whenText({startsAt, endsAt, at}: FactOf<'silence.placed'>, zone: string | undefined): string {
  const placedAt = Date.parse(at);
  const from = startsAt - placedAt > AHEAD ? `from ${dayHhmm(startsAt, placedAt, zone)} ` : '';
  return `${from}until ${dayHhmm(endsAt, placedAt, zone)}`;
}

function outcomeOf(
  fact: Fact,
  zone: string | undefined,
): {readonly text: string; readonly tone: 'good' | 'critical'} | undefined {
  if (isFact(fact, 'silence.placed'))
    return {
      text: `${fact.source} ${GLYPHS.done} silence ${whenText(fact, zone)}: ${fact.comment}`,
      tone: 'good',
    };
  if (isFact(fact, 'silence.expired'))
    return {text: `${fact.source} ${GLYPHS.done} the silence has ended`, tone: 'good'};
  if (isFact(fact, 'silence.failed'))
    return {text: `${fact.source} ${GLYPHS.failed} ${fact.reason} ${fact.hint ?? ''}`.trim(), tone: 'critical'};
  return undefined;
}
