import type {Config} from '../../config/config.js';
import {toSettings} from '../../config/to-settings.js';
import {JournalError} from '../../core/ports.js';
import type {Fact} from '../../core/shift/fact.js';
import {fromSnapshot} from '../../core/shift/snapshot.js';
import type {WatchState} from '../../core/watch-state.js';
import {replayed} from '../../engine/create-engine.js';
import {initialState} from '../../engine/initial-state.js';
import {isRunning, isThisMachine, readHolder} from '../../journal/holder.js';
import {openJournal} from '../../journal/open-journal.js';
import {readFacts} from '../../journal/read-facts.js';
import {unreadable} from '../../journal/trouble.js';
import {randomId} from '../../lib/node/random-ids.js';
import {systemClock} from '../../lib/node/system-clock.js';
import type {Holder, LogAnswer} from '../context.js';

/** Every fact of the journal, without a lock and without repairing anything. */
export async function readLog(config: Config): Promise<LogAnswer> {
  const facts: Fact[] = [];
  try {
    for await (const fact of readFacts(config.stateDir)) facts.push(fact);
    return {facts};
  } catch (error) {
    if (!(error instanceof JournalError)) throw unreadable(error, config.stateDir);
    return {facts, damage: `${error.message}. ${error.hint}`};
  }
}

/** What the journal adds up to, without a lock and without asking any source. */
export async function readState(config: Config): Promise<WatchState> {
  const journal = await openJournal({
    folder: config.stateDir,
    clock: systemClock,
    ids: randomId,
    readOnly: true,
    accepts: snapshot => fromSnapshot(snapshot) !== undefined,
  });
  const replay = await journal.replay();
  await journal.close();
  return initialState({
    settings: toSettings(config),
    shift: replayed(replay),
    log: replay.facts,
    sources: [],
    now: Date.now(),
    role: 'attached',
  });
}

export async function findHolder(config: Config): Promise<Holder | undefined> {
  const holder = await readHolder(config.stateDir);
  return holder !== undefined && (!isThisMachine(holder) || isRunning(holder)) ? holder : undefined;
}
