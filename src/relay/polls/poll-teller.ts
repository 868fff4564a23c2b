import type {Alert} from '../../core/alert/alert.js';
import type {SourceHealth, SourceUpdate} from '../../core/live/update.js';
import type {Appended, NewEntry} from '../backbone/backbone.js';
import {findAlert, listAlerts, type ToldAlerts} from '../view/told-alerts.js';
import {entryOfEnd, entryOfFiring, isToldSo} from './poll-entries.js';

/** Tells the stream what the polls of one Alertmanager show, as far as the stream does not know it. */
export interface PollTeller {
  /** Never rejects; resolves when it is told, or put off. */
  take(update: SourceUpdate): Promise<void>;
  /** The stream does not lead on from what was: all that fires is compared anew. */
  renew(): Promise<void>;
}

interface Parts {
  readonly source: string;
  /** What the stream knows to fire. */
  alerts(): ToldAlerts;
  /** Unix ms. */
  now(): number;
  /** Undefined when it could not be recorded. */
  append(entries: readonly NewEntry[]): Promise<readonly Appended[] | undefined>;
}

/** So much is told at once: hooks get their turn between. */
const PART = 250;

export function pollTeller({source, alerts, append, now}: Parts): PollTeller {
  const live = new Map<string, Alert>();
  let isProven = false;
  // What could not be told is told with the next poll, by comparing everything.
  let isBehind = false;
  let telling: Promise<void> = Promise.resolve();

  const tell = async (entriesNow: () => readonly NewEntry[]) => {
    const entries = entriesNow();
    for (let at = 0; at < entries.length; at += PART) {
      const appended = await append(entries.slice(at, at + PART));
      if (appended === undefined) {
        isBehind = true;
        return;
      }
    }
  };
  const next = (entriesNow: () => readonly NewEntry[]) => {
    telling = telling.then(() => tell(entriesNow));
    return telling;
  };
  const everything = (): readonly NewEntry[] => {
    isBehind = false;
    const told = alerts();
    const fires = [...live.values()].flatMap(alert => firing(alert, told));
    const ends = listAlerts(told).flatMap(one =>
      one.alert.source !== source || live.has(one.alert.fingerprint) || !isProven ? [] : [entryOfEnd(one, now())],
    );
    return [...fires, ...ends];
  };
  return {
    take(update) {
      const {changed = [], gone = []} = update.alerts ?? {};
      for (const {fingerprint, reason} of gone) if (reason !== 'rotated') live.delete(fingerprint);
      for (const alert of changed) live.set(alert.fingerprint, alert);
      const isFirst = !isProven && tellsAll(update.health);
      isProven ||= isFirst;
      return next(() => {
        if (isFirst || isBehind) return everything();
        const told = alerts();
        const ends = gone.flatMap(({fingerprint, reason, on}) => {
          const known = reason === 'rotated' ? undefined : findAlert(told, {source, fingerprint});
          return known === undefined || live.has(fingerprint) ? [] : [entryOfEnd(known, on)];
        });
        return [...ends, ...changed.flatMap(alert => firing(alert, told))];
      });
    },
    renew: () => next(everything),
  };
}

/** One that is no longer shown, but may come back within the grace, is not told of. */
function firing(alert: Alert, told: ToldAlerts): readonly NewEntry[] {
  if (alert.absentSince !== undefined || isToldSo(findAlert(told, alert)?.alert, alert)) return [];
  return [entryOfFiring(alert)];
}

/** Whether what an answer does not show does not fire. */
function tellsAll(health: SourceHealth): boolean {
  return health.state === 'up' && health.settling !== true && health.members.every(member => member.up);
}
