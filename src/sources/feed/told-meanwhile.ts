import {parseFeedId} from '../../core/feed/feed-id.js';
import type {FeedMessage, FeedMessageOf} from '../../core/feed/message.js';
import {readFeedMessage} from '../../core/feed/read-message.js';
import type {MeanwhileAlert} from '../../core/handoff/unwatched-hours.js';
import type {Clock} from '../../core/ports.js';
import {exactText} from '../../lib/exact-text.js';
import {feedAddress} from './address.js';
import {type Line, openLine} from './line.js';
import type {FeedOptions} from './options.js';

/** All of it has to be read within this, ms. */
const PATIENCE = 10_000;
/** So many of the newest entries are read at most. */
const MOST = 200_000;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a relay was told of alerts between two moments, Unix ms. Rejects with what is wrong. */
export async function toldMeanwhile(
  options: Pick<FeedOptions, 'url' | 'auth' | 'tls' | 'headers'>,
  span: Span,
  deps: {readonly clock: Clock; readonly signal: AbortSignal},
): Promise<readonly MeanwhileAlert[]> {
  const {epoch, head, oldest} = await position(options, deps);
  const first = Math.max(0, oldest - 1, head - MOST);
  const told = await readFrom({after: `${epoch}:${first}`, head}, options, {...deps, span});
  const begins = told[0]?.at ?? Number.POSITIVE_INFINITY;
  if (first > 0 && begins > span.from) throw new Error('it keeps nothing of the beginning of that time any more');
  return alertsIn(told, span);
}

interface Told {
  readonly at: number;
  readonly alert: Extract<FeedMessage, {type: 'alert'}>;
}

async function position(options: Parameters<typeof toldMeanwhile>[0], deps: Parameters<typeof toldMeanwhile>[2]) {
  let found: Pick<FeedMessageOf<'hello'>, 'epoch' | 'head' | 'oldest'> | undefined;
  await listen(options, {
    ...deps,
    take: message => {
      if (message.type !== 'hello') return false;
      found = message;
      return true;
    },
  });
  if (found === undefined) throw new Error('it does not say hello');
  return found;
}

/** The alerts after an id, up to the head that was known or the end of the span. */
async function readFrom(
  {after, head}: {readonly after: string; readonly head: number},
  options: Parameters<typeof toldMeanwhile>[0],
  deps: Parameters<typeof toldMeanwhile>[2] & {readonly span: Span},
): Promise<readonly Told[]> {
  if (parseFeedId(after)?.seq === head) return [];
  const told: Told[] = [];
  let isKept = true;
  await listen(options, {
    ...deps,
    after,
    take: message => {
      if (message.type === 'resync') isKept = false;
      if (message.type === 'resync') return true;
      if (message.type !== 'alert' && message.type !== 'fact') return false;
      const at = Date.parse(message.at);
      if (message.type === 'alert') told.push({at, alert: message});
      return at > deps.span.to || (parseFeedId(message.id)?.seq ?? 0) >= head;
    },
  });
  if (!isKept) throw new Error('it no longer keeps what it was told then');
  return told;
}

/** Hears a connection until what is taken is enough. Rejects where the connection ends before, or it takes too long. */
async function listen(
  options: Parameters<typeof toldMeanwhile>[0],
  {
    clock,
    signal,
    after,
    take,
  }: Parameters<typeof toldMeanwhile>[2] & {
    readonly after?: string;
    readonly take: (message: FeedMessage) => boolean;
  },
): Promise<void> {
  const {name, url} = feedAddress(options.url);
  let line: Line | undefined;
  let isEnough = false;
  const leave = (message: string) => line?.cut({message, hint: ''});
  const impatient = clock.after(PATIENCE, () => leave(`it did not answer within ${PATIENCE / 1_000} s`));
  const end = await openLine(
    {...options, url: url(after), name},
    {
      onOpen: () => undefined,
      onSign: () => undefined,
      onText: text => {
        const read = readFeedMessage(text);
        if (isEnough || !read.ok) return;
        isEnough = take(read.message);
        if (isEnough) leave('done');
      },
    },
    {
      clock,
      signal,
      onLine: opened => {
        line = opened;
      },
    },
  );
  impatient();
  if (!isEnough) throw new Error(end.message);
}

/** Of each occurrence that was told of in that time, from when to when it fired. */
function alertsIn(told: readonly Told[], {from, to}: Span): readonly MeanwhileAlert[] {
  const alerts = new Map<string, MeanwhileAlert>();
  for (const {at, alert} of told) {
    if (at < from || at > to) continue;
    const {source, fingerprint, startsAt, endsAt, status} = alert;
    const labels = Object.fromEntries(
      Object.entries(alert.labels).map(([name, text]) => [exactText(name), exactText(text)]),
    );
    const begins = Math.max(from, Math.min(at, Date.parse(startsAt)));
    const ends = status === 'resolved' ? Math.min(to, Date.parse(endsAt ?? alert.at)) : to;
    const key = `${source} ${fingerprint} ${startsAt}`;
    alerts.set(key, {source: exactText(source), labels, from: alerts.get(key)?.from ?? begins, to: ends});
  }
  return [...alerts.values()];
}
