import type {Config} from '../../config/config.js';
import {toSettings} from '../../config/to-settings.js';
import {JournalError, type Replay} from '../../core/ports.js';
import type {Fact} from '../../core/shift/fact.js';
import {readableOf, whyUnreadable} from '../../core/shift/readable.js';
import {fromSnapshot} from '../../core/shift/snapshot.js';
import {replayed} from '../../engine/create-engine.js';
import {goOnFrom} from '../../engine/go-on-from.js';
import {initialState} from '../../engine/initial-state.js';
import {isRunning, isStopped, isThisMachine, readHolder} from '../../journal/holder.js';
import {openJournal} from '../../journal/open-journal.js';
import {readFactsByFile} from '../../journal/read-facts.js';
import type {Gap} from '../../journal/salvage.js';
import {unreadable} from '../../journal/trouble.js';
import {randomId} from '../../lib/node/random-ids.js';
import {systemClock} from '../../lib/node/system-clock.js';
import type {Holder, LogAnswer, StateAnswer} from '../context.js';

/** Every fact of the journal that can be read, without a lock and without repairing anything. */
export async function readLog(config: Config): Promise<LogAnswer> {
  const files: (readonly Fact[])[] = [];
  const gaps: Gap[] = [];
  try {
    for await (const facts of readFactsByFile(config.stateDir, {}, gap => gaps.push(gap))) files.push(facts);
  } catch (error) {
    throw unreadable(error, config.stateDir);
  }
  const facts = files.flat();
  const damage = damageOf([...gaps, ...strangers(facts)]);
  return damage === undefined ? {facts} : {facts, damage};
}

function damageOf(gaps: readonly Gap[]): string | undefined {
  if (gaps.length === 0) return undefined;
  const next = [...new Set(gaps.map(gap => `${gap.next}.`))];
  return `Not all of the journal can be read: ${gaps.map(({what}) => what).join('; ')}. ${next.join(' ')}`;
}

/** Facts that are whole, but not to be understood here: they are shown by their type. */
function strangers(facts: readonly Fact[]): readonly Gap[] {
  if (readableOf(facts).length === facts.length) return [];
  const found = {newer: new Set<string>(), malformed: new Set<string>()};
  for (const fact of facts) {
    const why = whyUnreadable(fact);
    if (why === 'newer') found.newer.add(`${fact.type} in version ${fact.v}`);
    if (why === 'malformed') found.malformed.add(fact.type);
  }
  const newer = {what: 'written by a newer wk', next: 'Update this wk to read it; nothing was changed'};
  const malformed = {
    what: 'in a shape that this version cannot read',
    next: 'Nothing was changed: `wk log -o json` shows it as it was recorded',
  };
  return [
    ...(found.newer.size === 0 ? [] : [{...newer, what: `it holds ${[...found.newer].join(', ')}, ${newer.what}`}]),
    ...(found.malformed.size === 0
      ? []
      : [{...malformed, what: `it holds ${[...found.malformed].join(', ')} ${malformed.what}`}]),
  ];
}

/**
 * What the journal adds up to, without a lock and without asking any source. Of one that is damaged, what those facts add
 * up to that can be read.
 */
export async function readState(config: Config): Promise<StateAnswer> {
  const {replay, damage} = await readReplay(config);
  goOnFrom(replay, systemClock);
  const state = initialState({
    settings: toSettings(config),
    shift: replayed(replay),
    log: replay.facts,
    sources: [],
    now: systemClock.now(),
    role: 'attached',
  });
  return damage === undefined ? state : {...state, damage};
}

async function readReplay(config: Config): Promise<{readonly replay: Replay; readonly damage?: string | undefined}> {
  try {
    const replay = await replayWhole(config);
    // What a newer version wrote is not among these facts: the whole log tells what it is.
    if (replay.newer === true) return {replay, damage: (await readLog(config)).damage};
    return {replay, damage: damageOf(strangers(replay.facts))};
  } catch (error) {
    if (!(error instanceof JournalError) || error.kind !== 'corrupt') throw error;
    const {facts: all, damage} = await readLog(config);
    const facts = readableOf(all);
    return {replay: {origin: facts[0]?.origin ?? '', facts}, damage};
  }
}

async function replayWhole(config: Config): Promise<Replay> {
  const journal = await openJournal({
    folder: config.stateDir,
    clock: systemClock,
    ids: randomId,
    readOnly: true,
    accepts: snapshot => fromSnapshot(snapshot) !== undefined,
  });
  const replay = await journal.replay();
  await journal.close();
  return replay;
}

export async function findHolder(config: Config): Promise<Holder | undefined> {
  const holder = await readHolder(config.stateDir);
  if (holder === undefined) return undefined;
  if (!isThisMachine(holder)) return holder;
  if (!isRunning(holder)) return undefined;
  return isStopped(holder.pid) ? {...holder, stopped: true} : holder;
}
