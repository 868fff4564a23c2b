import type {Alert} from '../../src/core/alert/alert.js';
import type {Level, Policy} from '../../src/core/escalation/policy.js';
import {nextLadderDeadline} from '../../src/core/escalation/upkeep-ladders.js';
import type {Settings} from '../../src/core/settings.js';
import type {NewFact} from '../../src/core/shift/decision.js';
import {fakeTarget} from './fake-target.js';
import {anAlert, NIGHT, story} from './given.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const disk = anAlert({startsAt: NIGHT});
export const GROUP = 'eu/team/{alertname="DiskFull"}';

export function aLevel(over: Partial<Level> & {readonly name: string}): Level {
  return {after: 0, people: [], to: ['pager'], auto: false, ...over};
}

export const never = {after: {}, people: [], to: [], auto: false};

export function aPolicy(over: Partial<Policy> = {}): Policy {
  return {
    name: 'all',
    match: [],
    severities: ['P1', 'P2', 'P3', 'P4'],
    levels: [
      aLevel({name: 'primary', people: ['ana'], to: []}),
      aLevel({name: 'secondary', after: 5 * MINUTE, people: ['lee']}),
      aLevel({name: 'lead', after: 15 * MINUTE, people: ['mo'], auto: true}),
    ],
    noProgress: never,
    unresolved: never,
    ...over,
  };
}

const CONTACTS: Settings['contacts'] = {
  lee: {contact: 'lee', name: 'Lee', targets: ['pager'], ids: {}, pagerduty: 'PLEE'},
};

/** A watch on which these alerts have begun to fire and are recorded. */
export function escalating(
  policy: Policy = aPolicy(),
  alerts: readonly Alert[] = [disk],
  {seenAt = NIGHT, ...more}: Partial<Settings> & {readonly seenAt?: number} = {},
) {
  const settings = {
    targets: [fakeTarget(), fakeTarget({name: 'room', kind: 'slack'})],
    policies: [policy],
    contacts: CONTACTS,
    ...more,
  };
  const watch = story({settings, alerts});
  watch.when({type: 'reconcile', source: 'eu'}, seenAt, 'wk');
  const shows = (next: readonly Alert[]) => watch.shows({settings, alerts: next});
  const tick = (at: number) => watch.when({type: 'tick-ladders'}, at, 'wk') as readonly NewFact[];
  const due = (at: number) => tick(at).map(told);
  return {...watch, tick, due, shows, next: (at = NIGHT) => nextLadderDeadline(watch.state(), at)};
}

/** A fact in a few words. */
export function told(fact: NewFact): string {
  if (fact.type === 'escalation.due')
    return `due ${fact.level} by ${fact.clock}${fact.sendsAt === undefined ? '' : ', sends itself'}`;
  if (fact.type === 'escalation.requested') return `calls ${fact.level}`;
  if (fact.type === 'escalation.stopped') return `stopped ${fact.clock ?? 'all'}: ${fact.reason}`;
  return fact.type === 'delivery.requested' ? `to ${fact.target}` : fact.type;
}
