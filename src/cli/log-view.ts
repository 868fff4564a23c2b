import {type Matcher, matchersText} from '../core/alert/matcher.js';
import {FACT_SCHEMAS, type Fact, isFact, isHousekeeping} from '../core/shift/fact.js';
import {learnedNames, renamedKey} from '../core/shift/learned-names.js';
import {readableOf} from '../core/shift/readable.js';
import {sentence, subjects} from '../core/shift/sentence.js';
import {whoDid} from '../core/shift/who.js';
import {hhmmss} from '../core/time/clock-text.js';
import {nearest} from '../lib/nearest.js';
import {OperatorError} from '../lib/operator-error.js';
import {plainText} from '../lib/plain-text.js';
import {EXIT} from './exit-codes.js';
import {judgeOf} from './selection.js';

/** What is to be shown of the log. */
export interface LogWish {
  /** Unix ms. */
  readonly since?: number | undefined;
  /** `ack` stands for everything that begins with `ack.`. */
  readonly types: readonly string[];
  /** Of alerts that fit; none means of everything. */
  readonly about: readonly Matcher[];
  readonly zone: string;
}

/** The log as it is told, part by part: names and days of earlier parts are known in later ones. */
export interface LogView {
  /** Takes the next facts, in order, and answers those to be shown. */
  choose(facts: readonly Fact[]): readonly Fact[];
  lines(shown: readonly Fact[], wide: boolean): Iterable<string>;
  /** Rejects when no alert that is asked for was ever in the log. */
  demandAlerts(): void;
}

export function logView({since, types, about, zone}: LogWish): LogView {
  const named = aboutAlerts(about);
  const names = learnedNames();
  const day = {last: ''};
  return {
    choose(facts) {
      const readable = readableOf(facts);
      names.learn(readable);
      named.learn(readable);
      return facts.filter(
        fact => (since === undefined || Date.parse(fact.at) >= since) && isOfType(fact, types) && named.fits(fact),
      );
    },
    *lines(shown, wide) {
      for (const fact of shown.filter(one => !isHousekeeping(one))) {
        const at = Date.parse(fact.at);
        const today = dayOf(at, zone);
        if (today !== day.last) yield today;
        day.last = today;
        const said = sentence(fact, {zone, ...names.naming});
        // What somebody wrote must not look like a line of its own.
        yield plainText(`  ${hhmmss(at, zone)}  ${wide ? `${idOf(fact)}${said}` : briefly(fact, said)}`);
      }
    },
    demandAlerts: named.demand,
  };
}

function idOf(fact: Fact): string {
  return `${fact.origin}:${fact.seq}  ${fact.type.padEnd(20)}  ${String(whoDid(fact)).padEnd(8)}  `;
}

/** A note is told whole. */
function briefly(fact: Fact, said: string): string {
  return isFact(fact, 'note.added') ? said : shortened(said);
}

const LONGEST_WORD = 80;
const LONGEST_SENTENCE = 500;

/** A value of some kilobytes is told by its beginning; `-o wide` and `-o json` have all of it. */
function shortened(said: string): string {
  const words = said.replace(/\S{81,}/gu, word => `${[...word].slice(0, LONGEST_WORD - 3).join('')}...`);
  return words.length <= LONGEST_SENTENCE ? words : `${words.slice(0, LONGEST_SENTENCE - 4)} ...`;
}

function isOfType(fact: Fact, types: readonly string[]): boolean {
  return types.length === 0 || types.some(type => fact.type === type || fact.type.startsWith(`${type}.`));
}

/** Rejects a type that no version known here has, and none of these facts. */
export async function demandTypes(types: readonly string[], facts: () => Promise<readonly Fact[]>): Promise<void> {
  const known = new Set(Object.keys(FACT_SCHEMAS).flatMap(type => [type, groupOf(type)]));
  const strange = types.filter(type => !known.has(type));
  if (strange.length === 0) return;
  const recorded = await facts();
  const unknown = strange.find(type => !recorded.some(fact => isOfType(fact, [type])));
  if (unknown === undefined) return;
  const meant = nearest(unknown, [...known]);
  const siblings = [...known].filter(type => type.startsWith(`${groupOf(unknown)}.`));
  const near = [...new Set([...(meant === undefined ? [] : [meant]), ...siblings])];
  const groups = [...new Set([...known].map(groupOf))].join(', ');
  throw new OperatorError(`There are no facts of the type ${unknown}.`, {
    hint: near.length > 0 ? `Near to it: ${near.join(', ')}.` : `There are those of ${groups}.`,
  });
}

function groupOf(type: string): string {
  return type.split('.')[0] ?? type;
}

/** A fact is about an alert that it names, or whose ack it names. */
function aboutAlerts(matchers: readonly Matcher[]) {
  const fits = judgeOf(matchers);
  const names = new Set<string>();
  const isNamed = (fact: Fact) => subjects(fact).some(name => names.has(name));
  return {
    learn(facts: readonly Fact[]) {
      if (matchers.length === 0) return;
      const fired = facts.filter(fact => isFact(fact, 'alert.fired')).filter(({labels}) => fits(labels));
      for (const {source, fingerprint} of fired) names.add(`${source}/${fingerprint}`);
      const acked = facts.filter(fact => isFact(fact, 'ack.requested')).filter(isNamed);
      for (const {ack} of acked) names.add(ack);
      for (const renamed of facts.filter(fact => isFact(fact, 'source.renamed')))
        for (const key of [...names]) names.add(renamedKey(key, renamed));
    },
    fits: (fact: Fact) => matchers.length === 0 || isNamed(fact),
    demand() {
      if (matchers.length === 0 || names.size > 0) return;
      throw new OperatorError(`The log knows no alert that fits ${matchersText(matchers)}.`, {
        hint: 'See which there were with `wk log --type alert.fired`.',
        exitCode: EXIT.notFound,
      });
    },
  };
}

function dayOf(ms: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {timeZone: zone}).format(ms);
}
