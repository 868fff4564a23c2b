import {parseDuration} from '../time/duration.js';
import type {CompareTerm} from './filter-scan.js';
import {type FilterContext, FilterFault, type FilterSubject, type FilterTest} from './filter-subject.js';
import {compareText, textTest} from './filter-text.js';
import {SEVERITIES} from './severity.js';

type Texts = (subject: FilterSubject, context: FilterContext) => readonly string[];

/** What each word stands for in an alert: it holds when one of these texts does (or, negated, when none does). */
const TEXTS: Readonly<Record<string, Texts>> = {
  '@state': ({alert, disposition}) => [alert.state, disposition.kind, ...(disposition.lapsed ? ['lapsed'] : [])],
  '@source': ({alert}) => [alert.source],
  '@owner': ({disposition}) => [disposition.owner ?? ''],
  '@severity': ({severity}) => [severity],
  '@silenced_by': ({alert}, context) => orNone([...alert.silencedBy, ...authorsOf(alert, context)]),
  '@silence_author': ({alert}, context) => orNone(authorsOf(alert, context)),
  '@inhibited': ({alert}) => [String(alert.inhibitedBy.length > 0)],
  '@inhibited_by': ({alert}) => orNone(alert.inhibitedBy),
  '@fingerprint': ({alert}) => [alert.fingerprint],
  '@receiver': ({alert}) => orNone(alert.receivers),
};
const ALIASES: Readonly<Record<string, string>> = {'@alertmanager': '@source', '@cluster': '@source'};
const STATES = [
  'active',
  'suppressed',
  'unprocessed',
  'unacked',
  'acking',
  'acked',
  'silenced',
  'inhibited',
  'muted',
  'lapsed',
];

/** Words that a filter understands beside labels, for help and completion. */
export const FILTER_KEYWORDS: readonly string[] = [...Object.keys(TEXTS), '@age', '@limit'];

/** The test behind a term that starts with `@`. Throws {@link FilterFault}. */
export function keywordTest(term: CompareTerm): FilterTest {
  const name = ALIASES[term.name] ?? term.name;
  if (name === '@age') return ageTest(term);
  const texts = TEXTS[name];
  if (!texts) throw new FilterFault(`${term.name} is not known; there are ${FILTER_KEYWORDS.join(' ')}`, term.start);
  if (name === '@severity') return severityTest(term, texts);
  if (/[<>]/.test(term.operator)) throw new FilterFault(`${term.name} takes = != =~ or !~`, term.start);
  if (name === '@state') checkState(term);
  return oneOf(term, texts, name === '@owner' && term.value === 'me');
}

/** One of the texts is meant; negated, none of them may be. */
function oneOf(term: CompareTerm, texts: Texts, isMe: boolean): FilterTest {
  const negated = term.operator.startsWith('!');
  const isPattern = term.operator.endsWith('~');
  const test = textTest({...term, operator: isPattern ? '=~' : '='});
  const holds = (text: string, context: FilterContext): boolean =>
    isMe && !isPattern ? text === context.operator : test(text);
  return (subject, context) => texts(subject, context).some(text => holds(text, context)) !== negated;
}

function checkState({operator, value, valueStart}: CompareTerm): void {
  if (operator.endsWith('~') || STATES.includes(value)) return;
  throw new FilterFault(`"${value}" is no state; there are ${STATES.join(', ')}`, valueStart);
}

function ageTest({operator, value, start, valueStart}: CompareTerm): FilterTest {
  const bound = parseDuration(value);
  if (bound === undefined) throw new FilterFault(`"${value}" is no duration; write 10m, 2h or 1d`, valueStart);
  if (!/[<>]/.test(operator)) throw new FilterFault('@age takes < or >, such as @age>10m', start);
  return ({alert, since}, {now}) => compareText(String(now - (since ?? alert.startsAt)), operator, String(bound));
}

/** `<` is worse: `@severity<P3` are P1 and P2. */
function severityTest(term: CompareTerm, texts: Texts): FilterTest {
  const isPattern = term.operator.endsWith('~');
  const value = isPattern ? term.value : term.value.toUpperCase();
  if (!isPattern && !SEVERITIES.some(severity => severity === value)) {
    throw new FilterFault(`"${term.value}" is no severity; there are ${SEVERITIES.join(', ')}`, term.valueStart);
  }
  if (!/[<>]/.test(term.operator)) return oneOf({...term, value}, texts, false);
  return (subject, context) => texts(subject, context).some(text => compareText(text, term.operator, value));
}

function authorsOf(alert: FilterSubject['alert'], {silences}: FilterContext): readonly string[] {
  return alert.silencedBy.flatMap(id => silences.get(`${alert.source}/${id}`)?.createdBy ?? []);
}

/** Something that has none of these compares as the empty text, as an absent label does. */
function orNone(texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [''] : texts;
}
