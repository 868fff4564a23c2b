import type {Labels} from '../alert/alert.js';
import {severityOf} from '../alert/severity.js';
import type {Settings} from '../settings.js';
import {type Fact, type FactOf, isFact} from '../shift/fact.js';
import {recordedAt} from './episodes.js';
import {isDeadMansSwitch, issueOf} from './issue.js';
import type {Meanwhile, MeanwhileAlert, MissedAlert, UnwatchedSpan} from './unwatched-hours.js';

/** Two who see the same begin see it within this, ms: rules are looked at, and others told, once in a while. */
const APART = 60_000;
/** Of an issue that came and went, so many times are kept; the others are counted. */
const MOST_TIMES = 24;

interface Hour {
  /** When nobody watched any more, Unix ms. */
  readonly from: number;
  readonly settings: Settings;
}

/** What each server saw fire while nobody watched, beyond what the log and the servers before it know. */
export function missedBy(
  answers: readonly Meanwhile[],
  facts: readonly Fact[],
  {from, settings}: Hour,
): UnwatchedSpan['asked'] {
  const isNews = unknownTo(facts, from);
  const told: MeanwhileAlert[] = [];
  return answers.map(({server, trouble, alerts, step}) => {
    if (trouble !== undefined || alerts === undefined) return {server, ...(trouble === undefined ? {} : {trouble})};
    // One time of another server is one of this one, and no more than one.
    const others = [...told];
    const news = alerts
      .filter(one => !isDeadMansSwitch(one.source ?? server, one.labels, settings) && isNews(one))
      .filter(one => !takesSame(others, one));
    told.push(...news);
    return {
      server,
      missed: missedIssues(news.map(one => timeOf(one, settings))),
      ...(step === undefined ? {} : {step}),
    };
  });
}

/** One time that one alert fired; `alert` tells it from others of its issue. */
type Time = Omit<MissedAlert, 'alerts' | 'times' | 'each'> & {readonly alert: string};

/** Times of one issue that overlap are one; the worst and the earliest first. */
export function missedIssues(all: readonly Time[]): readonly MissedAlert[] {
  const issues = new Map<string, Time[]>();
  for (const time of all) {
    const key = `${time.severity} ${time.name} ${time.place}`;
    const known = issues.get(key);
    if (known === undefined) issues.set(key, [time]);
    else known.push(time);
  }
  return [...issues.values()]
    .flatMap(times => issueOfTimes(times) ?? [])
    .sort((a, b) => a.severity.localeCompare(b.severity) || a.from - b.from);
}

function issueOfTimes(times: readonly Time[]): MissedAlert | undefined {
  const each = overlapping(times);
  const [one, first, last] = [times[0], each[0], each.at(-1)];
  if (one === undefined || first === undefined || last === undefined) return undefined;
  const {severity, name, place} = one;
  const alerts = new Set(times.map(({alert}) => alert)).size;
  const more = each.length === 1 ? {} : {times: each.length, each: each.slice(0, MOST_TIMES)};
  return {severity, name, place, ...last, from: first.from, alerts, ...more};
}

type When = Pick<MissedAlert, 'from' | 'to'>;

/** In order, without overlaps; what has no end goes on. */
function overlapping(times: readonly When[]): readonly When[] {
  const each: When[] = [];
  for (const {from, to} of [...times].sort((a, b) => a.from - b.from)) {
    const time = to === undefined ? {from} : {from, to};
    const last = each.at(-1);
    if (last === undefined || from > endOf(last)) each.push(time);
    else if (endOf(time) > endOf(last)) each[each.length - 1] = {...time, from: last.from};
  }
  return each;
}

function endOf({to = Number.POSITIVE_INFINITY}: When): number {
  return to;
}

function timeOf({source = '', labels, from, to}: MeanwhileAlert, settings: Settings): Time {
  const {name, place} = issueOf({source, fingerprint: '', labels});
  const {severity} = severityOf(labels, settings.severity);
  return {
    severity,
    name,
    place: place.replace(/^\//, ''),
    from,
    to,
    alert: JSON.stringify(Object.entries(labels).sort()),
  };
}

/** Of the same name, and contradicting each other in no label. */
function isSame(labels: Labels, others: Labels): boolean {
  return (
    (labels.alertname ?? '') === (others.alertname ?? '') &&
    Object.entries(labels).every(([name, value]) => (others[name] ?? value) === value)
  );
}

function takesSame(others: MeanwhileAlert[], {labels, from, to}: MeanwhileAlert): boolean {
  const at = others.findIndex(one => isSame(labels, one.labels) && one.from - APART <= to && one.to + APART >= from);
  if (at >= 0) others.splice(at, 1);
  return at >= 0;
}

/**
 * Whether the log knows nothing of a time that an alert fired. What fired as somebody last watched is known as long as it
 * goes on; what began anew after that is another time, though nobody saw the end of the first.
 */
function unknownTo(facts: readonly Fact[], watchedTo: number): (alert: MeanwhileAlert) => boolean {
  const ends = new Map<string, number>();
  for (const fact of facts) {
    if (isFact(fact, 'alert.resolved')) ends.set(`${fact.source} ${fact.fingerprint} ${fact.startsAt}`, fact.on);
  }
  const byName = new Map<string, {readonly fact: FactOf<'alert.fired'>; readonly end: number}[]>();
  for (const fact of facts) {
    if (!isFact(fact, 'alert.fired')) continue;
    const end = ends.get(`${fact.source} ${fact.fingerprint} ${fact.startsAt}`) ?? Number.POSITIVE_INFINITY;
    const name = fact.labels.alertname ?? '';
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [{fact, end}]);
    else known.push({fact, end});
  }
  return ({labels, from, to}) =>
    !(byName.get(labels.alertname ?? '') ?? []).some(
      ({fact, end}) =>
        Math.min(fact.on, fact.startsAt) <= to &&
        end >= from &&
        (from <= watchedTo || from <= begunBy(fact) + APART) &&
        isSame(labels, fact.labels),
    );
}

/** By when it had begun; a sender may say that it will begin later. */
function begunBy(fact: FactOf<'alert.fired'>): number {
  return Math.max(fact.on, Math.min(fact.startsAt, recordedAt(fact)));
}
