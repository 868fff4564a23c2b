import type {Bounds} from '../window.js';
import type {Keys} from './keys.js';
import type {Link} from './link.js';

export interface LoadedStream {
  /** Number of the last text. */
  readonly head: number;
  /** The newest entries that fit, oldest first, without a gap. */
  readonly texts: readonly string[];
  /** The alerts that fire, by the number of their last entry, and its text. */
  readonly firing: readonly (readonly [number, string])[];
}

interface Options {
  readonly keys: Keys;
  /** Ms that a short answer may take. */
  readonly timeout: number;
  readonly bounds: Bounds;
}

/** So many entries are asked for at once, and so much longer than others may the answer take. */
const PAGE = 1000;
const PATIENCE = 5;

/** What Redis has of the stream. What comes meanwhile may be missing among the firing alerts, not among the entries. */
export async function loadStream(link: Link, options: Options): Promise<LoadedStream> {
  const firing = await loadFiring(link, options);
  const {keys, timeout, bounds} = options;
  const found: Found = {head: 0, texts: [], bytes: 0};
  for (let from = '+'; from !== '' && found.texts.length < bounds.count && found.bytes < bounds.bytes; ) {
    const page = await link.within(link.waiting.xRevRange(keys.stream, from, '-', {COUNT: PAGE}), timeout * PATIENCE);
    from = takePage(found, page ?? []);
  }
  return {head: found.head, texts: found.texts.reverse(), firing};
}

interface Found {
  head: number;
  /** Newest first. */
  readonly texts: string[];
  bytes: number;
}

interface Message {
  readonly id: string;
  readonly message: Readonly<Record<string, string>>;
}

/** Where the next page begins; empty when there is none. */
function takePage(found: Found, page: readonly Message[]): string {
  for (const {id, message} of page) {
    const seq = Number.parseInt(id, 10);
    if (found.texts.length === 0) found.head = seq;
    // A hole: somebody took an entry out. What is before it does not lead on to what is after it.
    if (seq !== found.head - found.texts.length) return '';
    const text = message.entry ?? '';
    found.texts.push(text);
    found.bytes += Buffer.byteLength(text);
  }
  return page.length < PAGE ? '' : `(${page.at(-1)?.id}`;
}

async function loadFiring(link: Link, {keys, timeout}: Options): Promise<LoadedStream['firing']> {
  const values = await link.within(link.waiting.hVals(keys.firing), timeout * PATIENCE);
  return values
    .map(value => {
      const cut = value.indexOf(' ');
      return [Number(value.slice(0, cut)), value.slice(cut + 1)] as const;
    })
    .sort(([a], [b]) => a - b);
}
