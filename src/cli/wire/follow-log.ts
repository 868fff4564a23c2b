import {setTimeout as sleep} from 'node:timers/promises';
import type {Config} from '../../config/config.js';
import type {Clock} from '../../core/ports.js';
import type {Fact} from '../../core/shift/fact.js';
import {askDoor, type DoorAnswer} from '../../journal/door/ask-door.js';
import {DoorError} from '../../journal/door/door-error.js';
import {listSegments} from '../../journal/segment.js';
import {nodeFiles} from '../../lib/node/files.js';
import type {LogAnswer} from '../context.js';
import {factsAfter} from './fact-marks.js';
import {readLog} from './reading.js';

/** How often the files are looked at while nobody writes them through a door, in ms. */
const PACE = 500;
/** The pause before a door is tried again that has just been closed, in ms. */
const STEP = 100;

interface Following {
  readonly config: Config;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The highest number that was handed out, by origin. */
  readonly marks: Map<string, number>;
  /** The files as they were when they were last read. */
  stamp: string | undefined;
  /** The holder's silence was told. */
  told: boolean;
  /** What was last told of what cannot be read. */
  damage: string | undefined;
}

/**
 * Every fact once: those that are there first, then each new one, until the signal aborts. While somebody holds the
 * journal, new ones come through the door, where only what is durable is told; while nobody does, from the files.
 */
export async function* followLog(
  config: Config,
  parts: {readonly clock: Clock; readonly signal: AbortSignal},
): AsyncGenerator<LogAnswer, void, undefined> {
  const following: Following = {...parts, config, marks: new Map(), stamp: undefined, told: false, damage: undefined};
  let isFirst = true;
  while (!following.signal.aborted) {
    const answer = await turn(following);
    if (following.signal.aborted) return;
    if (answer === undefined) continue;
    if (!isFirst && answer.facts.length === 0 && answer.damage === undefined) continue;
    isFirst = false;
    yield answer;
  }
}

/** One look; undefined when nothing could be had by it. */
async function turn(following: Following): Promise<LogAnswer | undefined> {
  const heard = await listen(following);
  switch (heard.kind) {
    case 'facts':
      following.told = false;
      return take(following, heard.facts);
    case 'behind':
      following.told = false;
      return fromFiles(following, heard.head);
    case 'passing':
      await pause(following, STEP);
      return undefined;
    case 'silent': {
      const found = await fromFiles(following);
      if (following.told) return found;
      following.told = true;
      return {facts: found?.facts ?? [], damage: `Note: ${heard.message}. What it records is shown when it answers.`};
    }
    case 'nobody': {
      const found = await fromFiles(following);
      if (found === undefined) await pause(following, PACE);
      return found;
    }
  }
}

interface Head {
  readonly origin: string;
  readonly seq: number;
}
type Heard =
  | {readonly kind: 'facts'; readonly facts: readonly Fact[]}
  | {readonly kind: 'behind'; readonly head: Head}
  | {readonly kind: 'passing' | 'nobody'}
  | {readonly kind: 'silent'; readonly message: string};

/** After these the same is asked again. */
const PASSING: ReadonlySet<string> = new Set<DoorError['kind']>(['lost', 'leaving', 'late', 'busy']);

/** Asks the holder for what came after the facts that are known, and waits with it for the next one. */
async function listen({config, clock, signal, marks}: Following): Promise<Heard> {
  try {
    const answer = await askDoor({
      folder: config.stateDir,
      by: config.operator,
      cwd: process.cwd(),
      clock,
      signal,
      command: {type: 'query.facts', after: Object.fromEntries(marks)},
    });
    return heardIn(answer);
  } catch (error) {
    if (signal.aborted) return {kind: 'passing'};
    if (!(error instanceof DoorError)) throw error;
    if (error.kind === 'absent') return {kind: 'nobody'};
    if (PASSING.has(error.kind)) return {kind: 'passing'};
    return error.kind === 'silent' ? {kind: 'silent', message: error.message} : {kind: 'nobody'};
  }
}

/** A holder of another version may not know the question: then the files have to do. */
function heardIn(answer: DoorAnswer): Heard {
  if (!answer.ok) return {kind: 'nobody'};
  const {origin, seq, complete} = (answer.value ?? {}) as Partial<Head> & {readonly complete?: boolean};
  if (origin === undefined || seq === undefined) return {kind: 'nobody'};
  return complete === true ? {kind: 'facts', facts: answer.facts} : {kind: 'behind', head: {origin, seq}};
}

/** What the files have beyond what is known, up to what the holder says is durable; undefined when they are as before. */
async function fromFiles(following: Following, head?: Head): Promise<LogAnswer | undefined> {
  const {config, marks} = following;
  const stamp = await stampOf(config.stateDir);
  if (head === undefined && stamp === following.stamp) return undefined;
  following.stamp = stamp;
  const {facts, damage} = await readLog(config);
  const durable = facts.filter(({origin, seq}) => origin !== head?.origin || seq <= head.seq);
  const answer = take(following, durable);
  if (head !== undefined) marks.set(head.origin, Math.max(head.seq, marks.get(head.origin) ?? 0));
  if (damage === undefined || damage === following.damage) return answer;
  following.damage = damage;
  return {...answer, damage: `wk: ${damage}`};
}

function take({marks}: Following, facts: readonly Fact[]): LogAnswer {
  const fresh = factsAfter(facts, marks);
  for (const {origin, seq} of fresh) marks.set(origin, Math.max(seq, marks.get(origin) ?? 0));
  return {facts: fresh};
}

/** The names and lengths of the journal's files. */
async function stampOf(folder: string): Promise<string> {
  const refs = await listSegments(folder, nodeFiles);
  const sizes = await Promise.all(
    refs.map(async ({path, number}) => `${number}:${(await nodeFiles.stat(path).catch(() => undefined))?.size}`),
  );
  return sizes.join(' ');
}

async function pause({signal}: Following, ms: number): Promise<void> {
  await sleep(ms, undefined, {signal}).catch(() => undefined);
}
