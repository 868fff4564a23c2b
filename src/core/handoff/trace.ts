import {type AlertKey, alertKey} from '../alert/alert.js';
import {type Fact, isFact} from '../shift/fact.js';
import {inTime} from '../shift/in-time.js';
import {subjects} from '../shift/sentence.js';
import {withoutRepeats} from '../shift/without-repeats.js';
import {recordedAt} from './episodes.js';
import type {Handoff, HandoffNote} from './handoff.js';
import type {Issue} from './issue.js';
import {issueOf} from './issue.js';
import {withNamesOfNow} from './names-of-now.js';
import {isOfSpan} from './of-span.js';
import {isOfPages} from './pages.js';
import {isUntold, untoldText} from './untold.js';

/** Something that a handoff says, and what it says that from. */
export interface Statement {
  /** Heading of its section. */
  readonly section: string;
  /** How its line reads, without markup, or begins. */
  readonly text: string;
  readonly facts: readonly Fact[];
  /** It also says what the sources showed when it was looked at. */
  readonly observed: boolean;
}

/** How long after an issue ended its end may have been recorded, ms. */
const LATE = 10 * 60_000;

/** Every statement of a handoff with the facts that it is drawn from. `facts` are those that the handoff was made of. */
export function traceOf(handoff: Handoff, facts: readonly Fact[]): readonly Statement[] {
  const log = withoutRepeats(withNamesOfNow(inTime(facts)));
  const all = {handoff, log, issues: alertsByIssue(log), within: log.filter(isWithin(handoff))};
  return [
    ...peopleOf(all),
    ...untold(all),
    ...asked(all),
    ...handoff.incidents.map(({severity, id, title, pages}) => ({
      section: 'Incidents',
      text: `${severity} ${id} ${title}`,
      facts: inOrder(all, [
        ...log.filter(fact => fieldOf(fact, 'incident') === id),
        ...log.filter(isOfPages(pages, log)),
      ]),
      observed: false,
    })),
    ...handoff.actions.map(({incident, text}) => ({
      section: 'Actions of closed incidents',
      text: `${incident}: ${text}`,
      facts: log.filter(fact => fieldOf(fact, 'incident') === incident && fieldOf(fact, 'text') === text),
      observed: false,
    })),
    ...issues(all),
    ...held(all),
    ...account(all),
    figures(all),
  ];
}

interface Traced {
  readonly handoff: Handoff;
  readonly log: readonly Fact[];
  /** The facts that were recorded in the watch. */
  readonly within: readonly Fact[];
  readonly issues: ReadonlyMap<string, ReadonlySet<AlertKey>>;
}

function isWithin({from, to}: Handoff): (fact: Fact) => boolean {
  return fact => recordedAt(fact) >= from && recordedAt(fact) <= to;
}

function fieldOf(fact: Fact, name: string): unknown {
  return (fact as Readonly<Record<string, unknown>>)[name];
}

function issueName({name, place}: Pick<Issue, 'name' | 'place'>): string {
  return `${name} in ${place}`;
}

function alertsByIssue(log: readonly Fact[]): ReadonlyMap<string, ReadonlySet<AlertKey>> {
  const found = new Map<string, Set<AlertKey>>();
  for (const fact of log) {
    if (!isFact(fact, 'alert.fired')) continue;
    const name = issueName(issueOf(fact));
    found.set(name, (found.get(name) ?? new Set()).add(alertKey(fact)));
  }
  return found;
}

function peopleOf({handoff: {operator, edit, takenOver}, log, within}: Traced): readonly Statement[] {
  const began = within.filter(fact => isFact(fact, 'shift.started') || isFact(fact, 'shift.ended'));
  const taken = new Set(takenOver.map(({at, by}) => `${at} ${by}`));
  const accepted = log.filter(fact => isFact(fact, 'handoff.accepted') && taken.has(`${recordedAt(fact)} ${fact.by}`));
  const edited = edit === undefined ? [] : log.filter(fact => fieldOf(fact, 'edit') === edit.edit);
  return [
    {section: '', text: `Outgoing: ${operator}`, facts: began, observed: false},
    ...accepted.map(fact => ({section: '', text: `taken over by ${fact.by}`, facts: [fact], observed: false})),
    ...(edited.length === 0 ? [] : [{section: '', text: 'the operator’s own words', facts: edited, observed: false}]),
  ];
}

/** What a newer version wrote: that it is there is said, and what it says is not. */
function untold({handoff: {untold: types, from, to, since = from}, log}: Traced): readonly Statement[] {
  if (types.length === 0) return [];
  const facts = log.filter(fact => isUntold(fact) && recordedAt(fact) >= since && recordedAt(fact) <= to);
  return [{section: '', text: `Not all is told. ${untoldText(types)}`, facts, observed: false}];
}

function asked({handoff, log}: Traced): readonly Statement[] {
  return handoff.questions.map(({question, by, text}) => ({
    section: 'Before you take over',
    text: `[ ] ${by} asks: ${text}`,
    facts: log.filter(fact => fieldOf(fact, 'question') === question),
    observed: false,
  }));
}

/** What fires, what ended, and what made noise: the facts of their alerts, of whoever acked them, and notes on them. */
function issues(all: Traced): readonly Statement[] {
  const {handoff} = all;
  const span = {from: handoff.from, to: handoff.to};
  return [
    ...handoff.ongoing.map(one => ({
      section: 'Ongoing',
      text: `${one.severity} ${issueName(one)}`,
      facts: inOrder(all, [
        ...aboutIssue(one, {from: Math.min(one.since, handoff.from), to: handoff.now}, all),
        ...all.log.filter(isOfPages(one.pages, all.log)),
      ]),
      observed: wasShown(handoff, one.place.split('/')[0]),
    })),
    ...handoff.ended.map(one => ({
      section: 'Ended: P1 and P2',
      text: `${one.severity} ${issueName(one)}`,
      facts: inOrder(all, [
        ...aboutIssue(one, {from: one.startedAt, to: one.endedAt + LATE}, all),
        ...all.log.filter(isOneOf(one.notes)),
      ]),
      observed: false,
    })),
    ...handoff.lesser.map(one => ({
      section: 'Ended: P3 and P4',
      text: `${one.severity} · ${one.name} · ${one.place}`,
      facts: aboutIssue(one, span, all),
      observed: false,
    })),
    ...handoff.noisy.map(one => ({
      section: 'Noisy alerts',
      text: `${one.severity} ${issueName(one)}`,
      facts: aboutIssue(one, span, all),
      observed: false,
    })),
  ];
}

/** Notes may be written long after what they are about. */
function isOneOf(notes: readonly HandoffNote[]): (fact: Fact) => boolean {
  return fact =>
    isFact(fact, 'note.added') &&
    notes.some(({at, by, text}) => fact.text === text && fact.by === by && recordedAt(fact) === at);
}

/** Whether a source ever answered here: else all that is said of it is from the facts. */
function wasShown({answered, unseen}: Handoff, name: string | undefined): boolean {
  return (
    unseen.some(({source, lastGood}) => source === name && lastGood !== undefined) || answered.some(one => one === name)
  );
}

function inOrder({log}: Traced, facts: readonly Fact[]): readonly Fact[] {
  const wanted = new Set(facts);
  return log.filter(fact => wanted.has(fact));
}

function aboutIssue(
  issue: Pick<Issue, 'name' | 'place'>,
  {from, to}: {readonly from: number; readonly to: number},
  {log, issues: known}: Traced,
): readonly Fact[] {
  const keys = known.get(issueName(issue)) ?? new Set();
  const isAbout = (fact: Fact) => subjects(fact).some(subject => keys.has(subject));
  const acks = new Set(
    log.filter(fact => isFact(fact, 'ack.requested') && isAbout(fact)).map(fact => fieldOf(fact, 'ack')),
  );
  return log.filter(fact => {
    const on = fieldOf(fact, 'on');
    const at = typeof on === 'number' ? Math.max(on, recordedAt(fact)) : recordedAt(fact);
    // An end may be recorded long after it was, as after a restart.
    const isEnd = isFact(fact, 'alert.resolved') && fact.on <= to;
    if (at < from || (recordedAt(fact) > to && !isEnd)) return false;
    return isAbout(fact) || (fact.type.startsWith('ack.') && acks.has(fieldOf(fact, 'ack')));
  });
}

/** What stands: silences, runbooks, deliveries. */
function held({handoff, log}: Traced): readonly Statement[] {
  return [
    ...handoff.walks.map(({title, by, openedAt}) => {
      const opened = log.find(
        fact =>
          isFact(fact, 'runbook.opened') && fact.title === title && fact.by === by && recordedAt(fact) === openedAt,
      );
      const walk = opened === undefined ? undefined : fieldOf(opened, 'walk');
      const own = walk === undefined ? [] : log.filter(fact => fieldOf(fact, 'walk') === walk);
      return {section: 'Runbooks half walked', text: title, facts: own, observed: false};
    }),
    ...handoff.silences.map(({source, id, matchers}) => ({
      section: 'Silences in force',
      text: matchers,
      facts: log.filter(fact => subjects(fact).includes(`${source}/${id}`) || fieldOf(fact, 'silence') === id),
      observed: wasShown(handoff, source),
    })),
    ...handoff.unsent.map(({delivery, title, target}) => ({
      section: 'Not delivered',
      text: `${title} to ${target}`,
      facts: log.filter(fact => fieldOf(fact, 'delivery') === delivery),
      observed: false,
    })),
  ];
}

/** What was done and said, and when nobody could see. */
function account({handoff, log}: Traced): readonly Statement[] {
  return [
    ...handoff.changes.map(({on, by, text}) => ({
      section: 'System changes',
      text: `${by}: ${text}`,
      facts: log.filter(
        fact =>
          fact.by === by &&
          ((isFact(fact, 'change.recorded') && fact.on === on && fact.text === text) ||
            (isFact(fact, 'step.confirmed') && recordedAt(fact) === on)),
      ),
      observed: false,
    })),
    ...handoff.scheduled.map(({on, by, text}) => ({
      section: 'Scheduled work',
      text: `${by}: ${text}`,
      facts: log.filter(fact => isFact(fact, 'change.recorded') && fact.on === on && fact.text === text),
      observed: true,
    })),
    ...handoff.notes.map(({at, by, text, about}) => ({
      section: 'Notes',
      text: about === undefined ? `${by}: ${text}` : `${by} of ${about.name}`,
      facts: log.filter(
        fact => isFact(fact, 'note.added') && fact.by === by && fact.text === text && recordedAt(fact) === at,
      ),
      observed: false,
    })),
    ...handoff.blind.map(span => ({
      section: 'When we could not see',
      text: span.source === '' ? 'nothing was recorded' : span.source,
      facts: log.filter(fact => isOfSpan(fact, span)),
      observed: span.to === undefined,
    })),
    ...unwatched(handoff, log),
  ];
}

/** When no cockpit was open: the facts at its bounds, and of what was found afterwards. */
function unwatched({to, unwatched: {spans}}: Handoff, log: readonly Fact[]): readonly Statement[] {
  const section = 'When we could not see';
  const bounds = log.filter(fact => isFact(fact, 'watch.opened') || isFact(fact, 'watch.left'));
  return spans.map(span => {
    const until = span.to ?? to;
    const isFound = (fact: Fact) =>
      isFact(fact, 'alert.fired') && fact.on >= span.from && fact.on < until && recordedAt(fact) >= until;
    const before = bounds.findLast(({on}) => on <= span.from);
    const own = bounds.filter(fact => fact === before || fact.on === span.to);
    return {
      section,
      text: 'no cockpit was open',
      facts: [...own, ...(span.found.length > 0 ? log.filter(isFound) : [])],
      observed: span.to === undefined || span.asked.length > 0,
    };
  });
}

function figures({within}: Traced): Statement {
  const counted = ['alert.fired', 'alert.resolved', 'ack.requested'];
  return {
    section: 'Figures',
    text: 'Figures',
    facts: within.filter(({type}) => counted.includes(type)),
    observed: false,
  };
}
