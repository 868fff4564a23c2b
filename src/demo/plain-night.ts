import {alertKey, alertName} from '../core/alert/alert.js';
import {alertTitle} from '../core/alert/alert-title.js';
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
    for (const bunch of bunches(facts.filter(isTold), known))
      for (const [at, text] of told(bunch)) write(`${clockTime(at)}  ${text.replace(/\s+/g, ' ')}`);
  };

  function told(bunch: readonly Fact[]): readonly (readonly [Fact, string])[] {
    const [first] = bunch;
    if (!first || bunch.length <= TELL_APART) return bunch.map(fact => [fact, words.sentence(fact, names)]);
    if (isAboutAlert(first)) return [[first, tally(first, {bunch, known})]];
    return [[first, `${bunch.length} × ${words.sentence(first, names)}`]];
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
  known.titles.set(alertKey(fact), alertTitle(fact));
}

/** Those of one kind about alerts of one name, in the order of their first. */
function bunches(facts: readonly Fact[], known: Known): readonly (readonly Fact[])[] {
  const found = new Map<string, Fact[]>();
  for (const [index, fact] of facts.entries()) {
    const key = togetherAs(fact, known) ?? `${index}`;
    found.set(key, [...(found.get(key) ?? []), fact]);
  }
  return [...found.values()];
}

/** What may be told together; undefined for what stands alone. */
function togetherAs(fact: Fact, known: Known): string | undefined {
  if (isAboutAlert(fact)) return `${fact.type} ${fact.source} ${nameOf(fact, known)}`;
  if (isFact(fact, 'ack.requested')) return `${fact.type} ${fact.source} ${fact.title} ${fact.by}`;
  if (isFact(fact, 'ack.ended')) return `${fact.type} ${known.acks.get(fact.ack)} ${fact.reason}`;
  return undefined;
}

type AboutAlert = FactOf<'alert.fired'> | FactOf<'alert.resolved'>;

function isAboutAlert(fact: Fact): fact is AboutAlert {
  return isFact(fact, 'alert.fired') || isFact(fact, 'alert.resolved');
}

function tally(first: AboutAlert, {bunch, known}: {bunch: readonly Fact[]; known: Known}): string {
  const many = `${bunch.length} × ${nameOf(first, known)}`;
  if (first.type === 'alert.fired') return `${first.severity} ${many} fired in ${first.source}`;
  return `${many} resolved in ${first.source}`;
}

/** The rest is most of the facts and says again what others say: renewals, who holds what, the silence behind an ack. */
function isTold(fact: Fact): boolean {
  if (isFact(fact, 'silence.placed') || isFact(fact, 'silence.expired')) return !fact.ours;
  return !['ack.extended', 'ack.placed', 'alert.changed', 'silence.requested'].includes(fact.type) || isOrder(fact);
}

function isOrder(fact: Fact): boolean {
  return isFact(fact, 'silence.requested') && fact.op !== 'expire';
}

function nameOf(fact: AboutAlert, known: Known): string {
  return known.names.get(alertKey(fact)) ?? fact.fingerprint;
}

function clockTime(fact: Fact): string {
  return `${fact.at.slice(11, 19)}Z`;
}
