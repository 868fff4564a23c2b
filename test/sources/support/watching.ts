import {onTestFinished} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import type {Silence} from '../../../src/core/alert/silence.js';
import type {Gone, SourceHealth, SourceUpdate} from '../../../src/core/live/update.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {alertmanager} from '../../../src/sources/alertmanager/alertmanager.js';
import type {AlertmanagerOptions} from '../../../src/sources/alertmanager/options.js';

export interface Watching {
  readonly source: ReturnType<typeof alertmanager>;
  readonly updates: SourceUpdate[];
  readonly alerts: Map<string, Alert>;
  readonly silences: Map<string, Silence>;
  readonly gone: Gone[];
  health(): SourceHealth | undefined;
  /** Resolves when the condition holds after some update; fails with what there is instead. */
  until(what: string, condition: () => boolean): Promise<void>;
  /** Resolves after so many more updates. */
  polls(count: number): Promise<void>;
  stop(): Promise<void>;
}

const PATIENCE = 15_000;

/** Watches with short intervals until the test ends, and keeps what the source shows. */
export function watching(over: Partial<AlertmanagerOptions> & {urls: string[]}, workers?: URL): Watching {
  const options = {name: 'eu', poll: 200, timeout: 3_000, ...over};
  const source = alertmanager(options, {clock: systemClock, ...(workers === undefined ? {} : {workers})});
  const stop = new AbortController();
  const seen: Pick<Watching, 'updates' | 'alerts' | 'silences' | 'gone'> = {
    updates: [],
    alerts: new Map(),
    silences: new Map(),
    gone: [],
  };
  const waiting = new Set<() => void>();
  const done = source.watch(update => {
    note(seen, update);
    for (const look of waiting) look();
  }, stop.signal);
  const end = () => {
    stop.abort();
    return done;
  };
  onTestFinished(end);
  const until = (what: string, condition: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        waiting.delete(look);
        reject(new Error(`never seen: ${what}; last health ${JSON.stringify(seen.updates.at(-1)?.health)}`));
      }, PATIENCE);
      function look() {
        if (!condition()) return;
        clearTimeout(late);
        waiting.delete(look);
        resolve();
      }
      waiting.add(look);
      look();
    });
  return {
    source,
    ...seen,
    until,
    stop: end,
    health: () => seen.updates.at(-1)?.health,
    polls(count) {
      const wanted = seen.updates.length + count;
      return until(`${count} more polls`, () => seen.updates.length >= wanted);
    },
  };
}

function note(seen: Pick<Watching, 'updates' | 'alerts' | 'silences' | 'gone'>, update: SourceUpdate): void {
  seen.updates.push(update);
  for (const gone of update.alerts?.gone ?? []) {
    seen.gone.push(gone);
    seen.alerts.delete(gone.fingerprint);
  }
  for (const alert of update.alerts?.changed ?? []) seen.alerts.set(alert.fingerprint, alert);
  for (const id of update.silences?.gone ?? []) seen.silences.delete(id);
  for (const silence of update.silences?.changed ?? []) seen.silences.set(silence.id, silence);
}
