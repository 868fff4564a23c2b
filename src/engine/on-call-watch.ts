import type {StoreApi} from 'zustand/vanilla';
import type {Clock, OnCallLookup} from '../core/ports.js';
import {type Schedule, toldSchedule} from '../core/schedule/schedule.js';
import {unbounded} from '../core/schedule/told-shifts.js';
import type {Settings} from '../core/settings.js';
import type {WatchState} from '../core/watch-state.js';
import {plainText} from '../lib/plain-text.js';

/** A schedule that is kept elsewhere. */
export interface Roster extends OnCallLookup {
  readonly name: string;
  readonly zone: string;
  /** Whom the configuration names on it, as contacts are called. */
  readonly people: readonly string[];
}

/** Between two looks at a schedule, ms: somebody may have taken over for somebody. */
const EVERY = 120_000;
const AGAIN = 15_000;
const BACK = 3_600_000;
/** So far ahead, ms, it is read: for that long it serves when it cannot be read any more. */
const AHEAD = 14 * 24 * 3_600_000;
const LONGEST_TROUBLE = 200;

/** The settings with every schedule that is kept elsewhere, not read yet. */
export function withRosters(settings: Settings, rosters: readonly Roster[]): Settings {
  if (rosters.length === 0) return settings;
  const unread = rosters.map(({people, ...one}) => toldSchedule(one, {people, shifts: [], trouble: 'not read yet'}));
  return {...settings, schedules: [...(settings.schedules ?? []), ...unread]};
}

/** Reads the schedules that are kept elsewhere again and again; what was told last stays when one cannot be read. */
export function createOnCallWatch(parts: {
  readonly store: StoreApi<WatchState>;
  readonly rosters: readonly Roster[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): {ask(): Promise<void>} {
  const {store, rosters, clock, signal} = parts;
  const underWay = new Map<string, Promise<void>>();

  const read = async (roster: Roster) => {
    const now = clock.now();
    const {people} = roster;
    try {
      const [from, until] = [now - BACK, now + AHEAD];
      const told = await roster.shifts(from, until, signal);
      const shifts = told.map(shift => unbounded(shift, {from, until}));
      keep(store, toldSchedule(roster, {people, shifts}), signal);
      return EVERY;
    } catch (error) {
      const shifts = store.getState().settings.schedules?.find(({name}) => name === roster.name)?.overrides ?? [];
      keep(store, toldSchedule(roster, {people, shifts, trouble: troubleOf(error)}), signal);
      return AGAIN;
    }
  };
  const ask = (roster: Roster): Promise<void> => {
    const known = underWay.get(roster.name);
    if (known !== undefined) return known;
    const asked = read(roster).then(wait => {
      underWay.delete(roster.name);
      if (!signal.aborted) clock.after(wait, () => void ask(roster));
    });
    underWay.set(roster.name, asked);
    return asked;
  };
  for (const roster of rosters) void ask(roster);
  return {
    // One that was read a moment ago is not read again.
    ask: async () => {
      await Promise.all(underWay.values());
    },
  };
}

function keep(store: StoreApi<WatchState>, schedule: Schedule, signal: AbortSignal): void {
  if (signal.aborted) return;
  const {settings} = store.getState();
  const schedules = (settings.schedules ?? []).map(one => (one.name === schedule.name ? schedule : one));
  store.setState({settings: {...settings, schedules}});
}

function troubleOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return plainText(said.replace(/\s+/g, ' ').trim().replace(/[.]$/, ''), {maxLength: LONGEST_TROUBLE});
}
