import {alertKey} from '../alert/alert.js';
import {dispositionOf} from '../alert/disposition.js';
import {severityOf} from '../alert/severity.js';
import {isWatchdog} from '../alert/watchdog.js';
import {counted} from '../counted.js';
import {requestsOf, whyNot} from '../escalation/decide-deliveries.js';
import type {DeliveryDraft} from '../escalation/delivery.js';
import {isOpen} from '../incident/incident.js';
import {reliefOf} from '../schedule/relief.js';
import type {Asking, NewFact} from '../shift/decision.js';
import {hhmmZ} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import {knownLive, remembered} from './known-live.js';
import {whyNoReader} from './message.js';

/** A watch that begins or ends. Times are Unix ms. */
export interface WatchNews {
  readonly shift: string;
  readonly what: 'start' | 'end';
  readonly operator: string;
  readonly startedAt: number;
  readonly endsAt?: number;
  /** What is the same wherever the operator's cockpits tell of it: it is told once. */
  readonly turn?: string;
}

/** Who has the watch is old news after so long, ms. */
const KEEPS = 2 * 60 * 60_000;

/**
 * What tells the targets under `handoff.posts` that a watch begins or ends: who has it, until when, what is open. A target
 * that cannot take it keeps nobody from the watch.
 */
export function watchPosts(news: WatchNews, state: WatchState, asking: Asking): readonly NewFact[] {
  const {posts = [], readOnly} = state.settings;
  if (readOnly) return [];
  const readers = posts.filter(name => {
    const target = state.settings.targets.find(one => one.name === name);
    return target !== undefined && whyNoReader(target) === undefined;
  });
  const drafts = readers.map(target => draftFor(target, news, {state, asking}));
  return requestsOf(
    drafts.filter(draft => whyNot(draft, state) === undefined),
    state,
    asking,
  );
}

function draftFor(
  target: string,
  news: WatchNews,
  {state, asking}: {readonly state: WatchState; readonly asking: Asking},
): DeliveryDraft {
  const thread = `watchkeeper-watch-${news.turn ?? news.shift}-${news.what}`;
  return {
    target,
    verb: 'create',
    key: thread,
    thread,
    title: news.what === 'start' ? 'start of the watch' : 'end of the watch',
    message: {
      title: titleOf(news, asking.at),
      text: [...openLines(state, asking.at), ...nextLines(news, state, asking.at)].join('\n'),
      severity: 'P4',
      status: 'info',
      source: 'watchkeeper',
      by: asking.by,
      at: asking.at,
    },
    handoff: news.shift,
    expiresAt: asking.at + KEEPS,
  };
}

function titleOf({what, operator, startedAt, endsAt}: WatchNews, now: number): string {
  if (what === 'end') return `The watch of ${operator} has ended after ${brief(now - startedAt)}`;
  return endsAt === undefined ? `${operator} has the watch` : `${operator} has the watch until ${hhmmZ(endsAt)}`;
}

function openLines(state: WatchState, now: number): readonly string[] {
  const open = [...state.shift.incidents.values()].filter(isOpen);
  return [
    ...firingLines(state, now),
    open.length === 0 ? 'No incident is open.' : 'Open incidents:',
    ...open.map(({incident, severity, title, status}) => `${incident} ${severity} ${title}: ${status}`),
  ];
}

/** What the sources show, and which were not looked at; by the log where none of them was, and that it is so. */
function firingLines(state: WatchState, now: number): readonly string[] {
  const {live, shift, settings, log} = state;
  const sources = [...live.sources.values()];
  const silent = sources.filter(one => one.state !== 'up').map(({source}) => source);
  const looked = silent.length < sources.length;
  const known = looked ? state : knownLive(state, log, now).state;
  const inLog = looked ? [] : [...shift.firing.values()].filter(one => !known.live.alerts.has(alertKey(one)));
  const all = [...known.live.alerts.values(), ...inLog.map(one => remembered(one, known.live.silences))];
  const firing = all.filter(one => one.absentSince === undefined && !isWatchdog(one, settings.watchdogs));
  if (!looked && firing.length === 0) return ['What fires was not looked at.'];
  const urgent = firing.filter(one => severityOf(one.labels, settings.severity).severity <= 'P2');
  const unowned = urgent.filter(one => dispositionOf(one, known, now).kind === 'unacked').length;
  const where = looked ? 'Firing' : 'Firing by the log, the sources were not looked at';
  return [
    `${where}: ${counted(firing.length, 'alert')}, ${urgent.length} of P1 and P2, ${unowned} of these without an owner.`,
    ...(looked && silent.length > 0 ? [`Not looked at: ${silent.join(', ')}.`] : []),
  ];
}

/** Who comes by the schedules, where they tell. */
function nextLines({what, operator}: WatchNews, {settings}: WatchState, now: number): readonly string[] {
  return (settings.schedules ?? []).flatMap(schedule => {
    const {user, next} = reliefOf(schedule, now);
    if (what === 'end' && user !== undefined && user !== operator) return [`On call for ${schedule.name}: ${user}.`];
    return next === undefined ? [] : [`Next for ${schedule.name}: ${next.user}, from ${hhmmZ(next.from)}.`];
  });
}
