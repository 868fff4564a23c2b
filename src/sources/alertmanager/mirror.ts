import type {Alert} from '../../core/alert/alert.js';
import type {Group} from '../../core/alert/group.js';
import type {Silence} from '../../core/alert/silence.js';
import type {Changes, SourceHealth, SourceTrouble, SourceUpdate} from '../../core/live/update.js';
import type {Seed} from './poller.js';

/** What a poller has reported so far, for the one that takes over from it. */
export interface Mirror {
  note(update: SourceUpdate): void;
  /** Those of the alerts of which nothing is reported; undefined before anything is. */
  news(alerts: readonly Alert[], at: number): SourceUpdate | undefined;
  seed(): Seed;
  /** The source's last health, turned to down. */
  down(trouble: SourceTrouble, when: {readonly at: number; readonly retryAt: number}): SourceHealth;
}

export function mirror(start: Pick<SourceHealth, 'source' | 'interval'>): Mirror {
  const alerts = new Map<string, Alert>();
  const groups = new Map<string, Group>();
  const silences = new Map<string, Silence>();
  let last: SourceHealth | undefined;
  return {
    seed: () => ({alerts: [...alerts.values()], groups: [...groups.values()], silences: [...silences.values()]}),
    note(update) {
      last = update.health;
      const {alerts: seen, groups: grouped, silences: silenced} = update;
      const gone = seen?.gone.map(({fingerprint}) => fingerprint) ?? [];
      apply(alerts, {changed: seen?.changed ?? [], gone}, alert => alert.fingerprint);
      apply(groups, grouped, group => group.key);
      apply(silences, silenced, silence => silence.id);
    },
    news(told, at) {
      const changed = told.filter(({fingerprint}) => !alerts.has(fingerprint));
      if (last === undefined || changed.length === 0) return undefined;
      return {source: start.source, at, health: last, alerts: {changed, gone: []}};
    },
    down(trouble, {at, retryAt}) {
      const before = last ?? {...start, members: []};
      last = {
        ...before,
        state: 'down',
        since: before === last && last.state === 'down' ? last.since : at,
        trouble,
        retryAt,
      };
      return last;
    },
  };
}

function apply<T>(known: Map<string, T>, changes: Changes<T> | undefined, key: (item: T) => string): void {
  for (const gone of changes?.gone ?? []) known.delete(gone);
  for (const item of changes?.changed ?? []) known.set(key(item), item);
}
