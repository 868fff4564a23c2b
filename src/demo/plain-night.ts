import {alertKey, alertName} from '../core/alert/alert.js';
import {type Fact, type FactOf, isFact} from '../core/shift/fact.js';

/** How facts become words: `sentence` says one fact, and may be better with names it cannot know itself. */
export interface Words {
  sentence(fact: Fact, names: Names): string;
}

/** Names of alerts by their key and of acks by their id, as the facts so far gave them. */
export interface Names {
  alert(key: string): string | undefined;
  ack(id: string): string | undefined;
}

/** More alerts of one name than this that fire or end together become one line. */
const TELL_APART = 3;

/**
 * Writes a night as plain lines: the UTC time, and what each fact says. Alerts of one name that came together are one
 * line with their number, so that a storm does not bury what people did. Give it every publication, in order.
 */
export function plainNight(words: Words, write: (line: string) => void): (facts: readonly Fact[]) => void {
  const known: Known = {names: new Map(), titles: new Map(), acks: new Map()};
  const names: Names = {alert: key => known.titles.get(key), ack: id => known.acks.get(id)};
  return facts => {
    for (const fact of facts) learn(fact, known);
    for (const bunch of bunches(facts, known)) for (const [at, text] of told(bunch)) write(`${clockTime(at)}  ${text}`);
  };

  function told(bunch: readonly Fact[]): readonly (readonly [Fact, string])[] {
    const [first] = bunch;
    if (first && isAboutAlert(first) && bunch.length > TELL_APART) return [[first, tally(first, {bunch, known})]];
    return bunch.filter(isTold).map(fact => [fact, words.sentence(fact, names)]);
  }
}

interface Known {
  /** Alert names by alert key. */
  readonly names: Map<string, string>;
  /** The name with what tells it apart for people, by alert key. */
  readonly titles: Map<string, string>;
  readonly acks: Map<string, string>;
}

function learn(fact: Fact, known: Known): void {
  if (isFact(fact, 'ack.requested')) known.acks.set(fact.ack, fact.title);
  if (!isFact(fact, 'alert.fired')) return;
  known.names.set(alertKey(fact), alertName(fact));
  known.titles.set(alertKey(fact), titleOf(fact));
}

/** Those of one kind about alerts of one name, in the order of their first. */
function bunches(facts: readonly Fact[], known: Known): readonly (readonly Fact[])[] {
  const found = new Map<string, Fact[]>();
  for (const [index, fact] of facts.entries()) {
    const key = isAboutAlert(fact) ? `${fact.type} ${fact.source} ${nameOf(fact, known)}` : `${index}`;
    found.set(key, [...(found.get(key) ?? []), fact]);
  }
  return [...found.values()];
}

type AboutAlert = FactOf<'alert.fired'> | FactOf<'alert.changed'> | FactOf<'alert.resolved'>;

function isAboutAlert(fact: Fact): fact is AboutAlert {
  return isFact(fact, 'alert.fired') || isFact(fact, 'alert.changed') || isFact(fact, 'alert.resolved');
}

function tally(first: AboutAlert, {bunch, known}: {bunch: readonly Fact[]; known: Known}): string {
  const many = `${bunch.length} × ${nameOf(first, known)}`;
  if (first.type === 'alert.fired') return `${first.severity} ${many} fired in ${first.source}`;
  return first.type === 'alert.resolved' ? `${many} resolved in ${first.source}` : `${many} changed in ${first.source}`;
}

/** Every renewal of an ack, and every change of what holds an alert back, would be most of the lines. */
function isTold(fact: Fact): boolean {
  return fact.type !== 'ack.extended' && fact.type !== 'alert.changed';
}

function nameOf(fact: AboutAlert, known: Known): string {
  return known.names.get(alertKey(fact)) ?? fact.fingerprint;
}

function titleOf(fact: FactOf<'alert.fired'>): string {
  const {labels} = fact;
  const place = [labels.cluster, labels.service].filter(part => part !== undefined).join('/');
  const which = labels.instance ?? labels.node ?? labels.rack;
  return [alertName(fact), place, which].filter(part => part !== undefined && part !== '').join(' ');
}

function clockTime(fact: Fact): string {
  return `${fact.at.slice(11, 19)}Z`;
}
