import type {Clock} from '../../core/ports.js';
import type {Fact} from '../../core/shift/fact.js';
import type {Engine} from '../../engine/engine.js';
import type {DoorReply} from '../../journal/door/open-door.js';
import type {Query} from '../../journal/door/protocol.js';
import {type AnsweringSources, alertsHere, fedHere, silencesHere, watchedSources} from './answer-sources.js';
import {factsAfter} from './fact-marks.js';

/** How long somebody who follows the log is kept waiting for a fact before the connection is made anew, in ms. */
const LONGEST_WAIT = 20_000;

/** Answers what other processes want to know of the holder. */
export async function answerQuery(query: Query, answering: AnsweringSources): Promise<DoorReply> {
  const {engine} = answering;
  switch (query.type) {
    case 'query.look':
      if (typeof query.alert === 'string') engine.look(query.alert);
      return {ok: true, facts: []};
    case 'query.wake':
      engine.wake(typeof query.source === 'string' ? query.source : undefined);
      return {ok: true, facts: []};
    case 'query.facts':
      return answerFacts(query, answering);
    case 'query.sources':
      return {ok: true, facts: [], value: watchedSources(query, answering)};
    case 'query.alerts':
      return {ok: true, facts: [], value: await alertsHere(query, answering)};
    case 'query.fed':
      return {ok: true, facts: [], value: fedHere(query, answering)};
    case 'query.silences':
      return {ok: true, facts: [], value: await silencesHere(answering)};
    case 'query.place':
      return placeHere(query, answering);
    default:
      return unanswered(query);
  }
}

/** Where a statement of a walk would run, as this process sees it, which is the one that runs it. */
async function placeHere(query: Query, {runs}: AnsweringSources): Promise<DoorReply> {
  if (runs === undefined || typeof query.session !== 'string') return unanswered(query);
  return {ok: true, facts: [], value: await runs.runner.place(query.session, namesIn(query))};
}

function namesIn({names}: Query): readonly string[] {
  return Array.isArray(names) ? names.filter(name => typeof name === 'string') : [];
}

function unanswered({type}: Query): DoorReply {
  return {
    ok: false,
    refusal: {
      code: 'unsupported',
      message: `nothing answers ${type}`,
      hint: 'Use the same version of watchkeeper on both sides.',
    },
  };
}

/** The facts that came after those the asker has, as soon as there is one; none when they are not all at hand. */
async function answerFacts(query: Query, {engine, clock}: AnsweringSources): Promise<DoorReply> {
  const marks = marksIn(query.after);
  const found = () => {
    const {shift, log} = engine.store.getState();
    const {origin, seq} = shift;
    return {value: {origin, seq}, facts: factsAfter(log, marks), mark: marks.get(origin), first: firstOwn(log, origin)};
  };
  const reply = (complete: boolean): DoorReply => {
    const {value, facts} = found();
    return {ok: true, facts: complete ? facts : [], value: {...value, complete}};
  };
  const {mark, value, first} = found();
  if (mark === undefined || (mark < value.seq && (first === undefined || first > mark + 1))) return reply(false);
  if (found().facts.length === 0) await nextFact(engine, clock);
  return reply(true);
}

function firstOwn(log: readonly Fact[], origin: string): number | undefined {
  return log.find(fact => fact.origin === origin)?.seq;
}

function nextFact(engine: Engine, clock: Clock): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      unsubscribe();
      cancel();
      resolve();
    };
    const unsubscribe = engine.subscribe(({facts}) => {
      if (facts.length > 0) done();
    });
    const cancel = clock.after(LONGEST_WAIT, done);
  });
}

function marksIn(value: unknown): ReadonlyMap<string, number> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new Map(entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}
