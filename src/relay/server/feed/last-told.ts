import type {Clock} from '../../../core/ports.js';
import type {Backbone, Entry} from '../../backbone/backbone.js';

/** When each source last told something, by the stream and by what hooks hear here, repeats among it; Unix ms. */
export interface LastTold {
  hear(entries: readonly Entry[]): void;
  note(sources: Iterable<string>, at: number): void;
  /** Looks through what the stream has: at the start, and where it does not lead on from what was heard. */
  look(): void;
  /** As ISO times. */
  all(): Readonly<Record<string, string>>;
  /** Those that have told something since this was last asked. */
  news(): Readonly<Record<string, string>>;
  stop(): void;
}

interface Parts {
  readonly backbone: Pick<Backbone, 'firing' | 'position' | 'read'>;
  readonly clock: Pick<Clock, 'after'>;
}

/** So far back the stream is looked through for what was told before the start, and so much of it at once. */
const BACK = 20_000;
const CHUNK = 500;
/** A sender names its source as it likes: of more names, those that told longest ago are forgotten. */
const MOST = 500;

export function lastTold({backbone, clock}: Parts): LastTold {
  const told = new Map<string, number>();
  const changed = new Set<string>();
  let isStopped = false;
  const take = (source: string, at: number): boolean => {
    if (at <= (told.get(source) ?? 0)) return false;
    told.delete(source);
    told.set(source, at);
    if (told.size > MOST) told.delete(told.keys().next().value ?? '');
    return true;
  };
  const takeAll = (entries: readonly Entry[], onNews: (source: string) => void) => {
    for (const entry of entries)
      if (entry.kind === 'alert' && take(entry.alert.source, entry.at)) onNews(entry.alert.source);
  };
  // Between its parts others get their turn.
  const lookBack = (end: number, until: number) => {
    const after = Math.max(end - CHUNK, until);
    if (end <= until || isStopped) return;
    void backbone
      .read(after, end - after)
      .then(entries => {
        takeAll(entries, source => changed.add(source));
        clock.after(1, () => lookBack(after, until));
      })
      .catch(() => undefined);
  };
  const look = () => {
    const {head, oldest} = backbone.position();
    takeAll(backbone.firing(), source => changed.add(source));
    lookBack(head, Math.max(oldest - 1, head - BACK));
  };
  look();
  return {
    look,
    hear: entries => takeAll(entries, source => changed.add(source)),
    note(sources, at) {
      for (const source of sources) if (take(source, at)) changed.add(source);
    },
    all: () => Object.fromEntries([...told].map(([source, at]) => [source, iso(at)])),
    news() {
      const news = [...changed].map(source => [source, iso(told.get(source) ?? 0)]);
      changed.clear();
      return Object.fromEntries(news);
    },
    stop() {
      isStopped = true;
    },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
