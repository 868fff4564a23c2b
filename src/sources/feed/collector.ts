import type {FeedAlert, FeedFact, FeedMessage} from '../../core/feed/message.js';

/** What the feed tells, in the order of the stream. `at` is when the relay took it in, Unix ms. */
export type FeedEntry =
  | {readonly kind: 'alert'; readonly at: number; readonly alert: FeedAlert}
  | {readonly kind: 'fact'; readonly at: number; readonly fact: FeedFact};

export type AlertEntry = Extract<FeedEntry, {kind: 'alert'}>;

export interface FeedBatch {
  readonly entries: readonly FeedEntry[];
  /** The id of the last of them, as text. */
  readonly reached: string;
  /** What the feed said before is void: these entries are the whole of what fires by it. */
  readonly whole: boolean;
}

/** Puts what arrives together into one batch, and the parts of a snapshot into one that is whole. */
export interface Collector {
  take(message: FeedMessage): void;
  /** Alerts of a stream that has no ids. */
  takeForeign(alerts: readonly FeedAlert[], at: number): void;
  /** Hands over what is complete now. */
  flush(): void;
  stop(): void;
}

/** A batch of this many entries is handed over at once, so that taking it in never holds up the screen. */
const MOST = 500;
const NO_ID = '';

export function collector({flush: handOver}: {readonly flush: (batch: FeedBatch) => void}): Collector {
  let entries: FeedEntry[] = [];
  let snapshot: FeedEntry[] | undefined;
  let reached: string | undefined;
  let scheduled: NodeJS.Immediate | undefined;

  const flush = () => {
    if (scheduled !== undefined) clearImmediate(scheduled);
    scheduled = undefined;
    if (reached === undefined || entries.length === 0) return;
    const batch = {entries, reached, whole: false};
    entries = [];
    handOver(batch);
  };
  const add = (entry: FeedEntry, id: string) => {
    entries.push(entry);
    reached = id;
    if (entries.length >= MOST) flush();
    else scheduled ??= setImmediate(flush);
  };
  return {
    flush,
    take(message) {
      if (message.type === 'alert') add(alertEntry(message), message.id);
      if (message.type === 'fact') add({kind: 'fact', at: Date.parse(message.at), fact: message.fact}, message.id);
      if (message.type === 'resync') {
        flush();
        snapshot = [];
      }
      if (message.type === 'snapshot') {
        snapshot = [...(snapshot ?? []), ...snapshotEntries(message)];
        if (!message.last) return;
        const whole = snapshot;
        snapshot = undefined;
        reached = message.id;
        handOver({entries: whole, reached, whole: true});
      }
    },
    takeForeign(alerts, at) {
      for (const alert of alerts) add({kind: 'alert', at, alert}, NO_ID);
    },
    stop() {
      if (scheduled !== undefined) clearImmediate(scheduled);
      scheduled = undefined;
    },
  };
}

function alertEntry(message: Extract<FeedMessage, {type: 'alert'}>): FeedEntry {
  const {type: _type, id: _id, at, ...alert} = message;
  return {kind: 'alert', at: Date.parse(at), alert};
}

function snapshotEntries({at, alerts, facts}: Extract<FeedMessage, {type: 'snapshot'}>): readonly FeedEntry[] {
  return [
    ...alerts.map(({at: told, ...alert}): FeedEntry => ({kind: 'alert', at: Date.parse(told), alert})),
    ...facts.map((fact): FeedEntry => ({kind: 'fact', at: Date.parse(at), fact})),
  ];
}
