import {onTestFinished} from 'vitest';
import {factsSince} from '../../../../src/cli/wire/facts-since.js';
import {type Fact, isFact} from '../../../../src/core/shift/fact.js';
import {fromSnapshot} from '../../../../src/core/shift/snapshot.js';
import {createEngine} from '../../../../src/engine/create-engine.js';
import type {Engine} from '../../../../src/engine/engine.js';
import {openJournal} from '../../../../src/journal/open-journal.js';
import {randomId} from '../../../../src/lib/node/random-ids.js';
import {systemClock} from '../../../../src/lib/node/system-clock.js';
import {feed} from '../../../../src/sources/feed/feed.js';
import {someSettings} from '../../../support/given.js';
import {tempDir} from '../../../support/real.js';
import {factsIn} from '../journal.js';
import {TOKEN} from '../relay.js';

/** A cockpit without a screen: the real feed, the real writer, and a journal on the disk. */
export interface ScreenlessCockpit {
  readonly operator: string;
  /** What it wrote, in its order. */
  readonly wrote: readonly string[];
  note(): Promise<void>;
  /** Leaves, and opens the same journal again. */
  reopen(): Promise<void>;
  readonly feed: string;
  /** Its log, as it stands on the disk. */
  log(): readonly Fact[];
}

/** The relay is at this port of loopback. */
export async function screenlessCockpit(operator: string, port: number): Promise<ScreenlessCockpit> {
  const folder = tempDir();
  const wrote: string[] = [];
  let engine = await opened(folder, {operator, port});
  onTestFinished(() => engine.stop());
  return {
    operator,
    wrote,
    async note() {
      const text = `${operator} ${wrote.length + 1}`;
      const outcome = await engine.dispatch({type: 'note', text});
      if (!outcome.ok) throw new Error(`the note was refused: ${outcome.refusal.message}`);
      wrote.push(text);
    },
    async reopen() {
      await engine.stop();
      engine = await opened(folder, {operator, port});
    },
    get feed() {
      return engine.store.getState().team?.feed.state ?? 'none';
    },
    log: () => factsIn(folder),
  };
}

async function opened(
  folder: string,
  {operator, port}: {readonly operator: string; readonly port: number},
): Promise<Engine> {
  const journal = await openJournal({
    folder,
    clock: systemClock,
    ids: randomId,
    accepts: snapshot => fromSnapshot(snapshot) !== undefined,
  });
  return createEngine({
    journal,
    clock: systemClock,
    ids: randomId,
    sources: [],
    settings: someSettings({operator}),
    factsSince: since => factsSince(folder, {since, warn: () => undefined}),
    feed: feed(
      {url: `ws://127.0.0.1:${port}`, format: 'watchkeeper', source: 'feed', auth: {bearer: TOKEN}},
      // It comes back at once: how long it waits is not what is looked at.
      {clock: systemClock, polled: [], random: () => 0},
    ),
  });
}

/** What the load has told this log: changes and alerts by their names, in the order they stand there. */
export function toldBy(log: readonly Fact[]): readonly string[] {
  return log.flatMap(fact => {
    if (isFact(fact, 'change.recorded')) return [fact.change];
    if (isFact(fact, 'alert.fired')) return [fact.labels.name ?? '?'];
    return isFact(fact, 'alert.resolved') ? ['resolved'] : [];
  });
}

/** The notes in a log, in its order. */
export function notesBy(log: readonly Fact[], operator: string): readonly string[] {
  return log.flatMap(fact => (isFact(fact, 'note.added') && fact.by === operator ? [fact.text] : []));
}
