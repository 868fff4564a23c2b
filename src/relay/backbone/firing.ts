import {alertName} from './alert-name.js';
import type {AlertEntry, Entry} from './backbone.js';
import {readEntry} from './entry-text.js';

/** The last entry of each alert that fires. */
export interface Firing {
  take(entry: Entry, text: string): void;
  /** Oldest first. */
  entries(): readonly AlertEntry[];
  texts(): readonly {readonly seq: number; readonly text: string}[];
  clear(): void;
}

/** More alerts than that at once are nobody's; those told longest ago are let go. */
export const MOST_FIRING = 20_000;

export function openFiring(most: number): Firing {
  const firing = new Map<string, {readonly seq: number; readonly text: string}>();
  // Taking the first key off a map again and again is slow: it steps over all that were taken off before.
  const slack = Math.floor(most / 10);
  const letGo = () => {
    for (const name of firing.keys()) {
      if (firing.size <= most) return;
      firing.delete(name);
    }
  };
  return {
    take(entry, text) {
      if (entry.kind !== 'alert') return;
      const name = alertName(entry.alert);
      firing.delete(name);
      if (entry.alert.status === 'resolved') return;
      firing.set(name, {seq: entry.seq, text});
      if (firing.size > most + slack) letGo();
    },
    entries: () =>
      [...firing.values()].map(({seq, text}) => readEntry(text, seq)).filter(entry => entry.kind === 'alert'),
    texts: () => [...firing.values()],
    clear: () => firing.clear(),
  };
}
