import type {FeedFact} from '../../../src/core/feed/message.js';
import {
  type Appended,
  type Backbone,
  BackboneError,
  type BackboneHealth,
  type Entry,
  type NewEntry,
} from '../../../src/relay/backbone/backbone.js';

type Heard = readonly Entry[] | undefined;

/** A stream in memory whose weather a test makes. */
export interface FakeBackbone extends Backbone {
  /** All of this epoch. */
  readonly entries: readonly Entry[];
  readonly listeners: number;
  /** Called before each append takes effect: may wait, or throw. */
  beforeAppend: (entries: readonly NewEntry[]) => Promise<void> | void;
  /** Called before each read answers. */
  beforeRead: (after: number) => Promise<void> | void;
  /** Called before listeners hear of entries, which can be read already. */
  beforeTell: () => Promise<void> | void;
  told: BackboneHealth;
  /** What was handed in late, by journal and number. */
  readonly had: readonly string[];
  /** Forgets the oldest, so that this is the oldest that is kept. */
  trimTo(oldest: number): void;
  /** Begins a new stream. */
  renew(epoch: string): void;
  /** Takes entries in at once, as if another relay had. */
  put(entries: readonly NewEntry[]): readonly Appended[];
}

export function fakeBackbone(options: {readonly epoch?: string; now?(): number} = {}): FakeBackbone {
  const now = options.now ?? (() => Date.now());
  const listeners = new Set<(heard: Heard) => void>();
  let epoch = options.epoch ?? 'e1';
  let entries: Entry[] = [];
  let oldest = 1;
  let known = new Map<string, string>();
  let have = new Map<string, number>();
  const had: string[] = [];
  let telling: Promise<void> | undefined;
  const tellNow = (heard: Heard) => {
    for (const listener of [...listeners]) listener(heard);
  };
  const tell = (heard: Heard) => {
    const wait = backbone.beforeTell();
    if (wait === undefined && telling === undefined) tellNow(heard);
    else telling = (telling ?? Promise.resolve()).then(() => wait).then(() => tellNow(heard));
  };
  const isRepeat = (entry: NewEntry): boolean => {
    if (entry.kind === 'fact') return entry.fact.seq <= (have.get(entry.fact.origin) ?? 0);
    return known.get(entry.key) === valueIn(entry);
  };
  const take = (entry: NewEntry): Appended => {
    if (isRepeat(entry)) return undefined;
    if (entry.kind === 'fact') have.set(entry.fact.origin, entry.fact.seq);
    else known.set(entry.key, valueIn(entry));
    const made = entryOf(entry, {seq: entries.length + 1, at: now(), epoch});
    entries.push(made);
    return made;
  };
  const backbone: FakeBackbone = {
    get entries() {
      return entries;
    },
    get listeners() {
      return listeners.size;
    },
    beforeAppend: () => undefined,
    beforeRead: () => undefined,
    beforeTell: () => undefined,
    told: {writable: true},
    had,
    trimTo(first) {
      oldest = first;
    },
    renew(next) {
      epoch = next;
      entries = [];
      oldest = 1;
      known = new Map();
      have = new Map();
      tell(undefined);
    },
    firing: () =>
      [
        ...new Map(
          entries.flatMap(one =>
            one.kind === 'alert' ? [[`${one.alert.source}/${one.alert.fingerprint}`, one] as const] : [],
          ),
        ).values(),
      ].filter(({alert}) => alert.status === 'firing'),
    put(wanted) {
      const made = wanted.map(take);
      const fresh = made.filter(entry => entry !== undefined);
      if (fresh.length > 0) tell(fresh);
      return made;
    },
    async append(wanted, only) {
      await backbone.beforeAppend(wanted);
      if (only !== undefined && only !== epoch) throw new BackboneError('unavailable', 'another epoch');
      return backbone.put(wanted);
    },
    async late(wanted) {
      await backbone.beforeAppend(wanted.map(({entry}) => entry));
      return wanted.flatMap(({entry, waited: {journal, number}}) => {
        const isNew = number > (have.get(journal) ?? 0);
        have.set(journal, Math.max(number, have.get(journal) ?? 0));
        if (isNew) had.push(`${journal}:${number}`);
        return isNew ? backbone.put([entry]) : [undefined];
      });
    },
    async read(after, most) {
      await backbone.beforeRead(after);
      if (after + 1 < oldest) throw new BackboneError('too-old', `${after} is older than what is kept`);
      return entries.slice(after, after + most);
    },
    position: () => ({epoch, head: entries.length, oldest: entries.length === 0 ? 0 : oldest}),
    have: async origin => have.get(origin) ?? 0,
    health: () => backbone.told,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => undefined,
  };
  return backbone;
}

function valueIn(entry: Exclude<NewEntry, {kind: 'fact'}>): string {
  return entry.kind === 'alert' ? entry.value : 'told';
}

function entryOf(entry: NewEntry, made: {readonly seq: number; readonly at: number; readonly epoch: string}): Entry {
  const {seq, at, epoch} = made;
  if (entry.kind === 'alert') return {seq, at, kind: 'alert', alert: entry.alert};
  if (entry.kind === 'fact') return {seq, at, kind: 'fact', fact: entry.fact};
  return {seq, at, kind: 'fact', fact: {...entry.fact, origin: epoch, seq} as FeedFact};
}

/** A new alert; the number makes it one of its own. */
export function alertEntry(number: number, over: {readonly padding?: number; readonly source?: string} = {}): NewEntry {
  const fingerprint = number.toString(16).padStart(16, '0');
  return {
    kind: 'alert',
    key: fingerprint,
    value: 'firing',
    alert: {
      source: over.source ?? 'eu',
      status: 'firing',
      fingerprint,
      startsAt: '2026-11-20T03:00:00.000Z',
      endsAt: null,
      labels: {alertname: 'DiskFull', host: `db-${number}`},
      annotations: {summary: 'x'.repeat(over.padding ?? 10)},
      groupKey: '{}:{}',
    },
  };
}
