import {resolveAccess} from '../../config/access.js';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {FeedMessageOf, PolledSource} from '../../core/feed/message.js';
import {readFeedMessage} from '../../core/feed/read-message.js';
import {type Clock, SourceError} from '../../core/ports.js';
import {plainText} from '../../lib/plain-text.js';
import {feedAddress} from '../../sources/feed/address.js';
import {type Line, openLine} from '../../sources/feed/line.js';
import {address} from '../../sources/http/address.js';
import {client} from '../../sources/http/client.js';
import type {FeedReport} from '../context.js';

interface Parts {
  readonly env: Env;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** A relay says hello at once, and what it polls right after it. */
const PATIENCE = 5_000;

/** Connects to the configured feed as a cockpit would, hears who it is, and leaves. */
export async function askFeed({feed, alertmanagers}: Config, {env, clock, signal}: Parts): Promise<FeedReport> {
  if (feed === undefined) throw new TypeError('no feed is configured');
  const {name, url, foreign} = feedAddress(feed.url);
  const access = await resolveAccess(feed, 'The feed', env);
  const isForeign = feed.format === 'alertmanager';
  const heard: Heard = {polled: []};
  let line: Line | undefined;
  const leave = () => line?.cut({message: 'done', hint: ''});
  const impatient = clock.after(PATIENCE, leave);
  const end = await openLine(
    {...access, url: isForeign ? foreign : url(undefined), name},
    {
      onOpen() {
        heard.isOpen = true;
        if (isForeign) leave();
      },
      onSign: () => undefined,
      onText: text => isGreeted(text, heard, clock) && leave(),
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
  if (heard.isOpen !== true) return {name, failure: end};
  if (isForeign) return {name};
  const {hello, lag, polled} = heard;
  if (hello === undefined || lag === undefined) return {name, failure: silentFailure(name)};
  const shut = await shutReason(feed.url, {...access, clock, signal});
  const {relay, protocol, degraded, lease} = hello;
  return {
    name,
    relay: {
      version: plainText(relay, {maxLength: 80}),
      protocol,
      lag,
      polled,
      told: toldBy(hello, [...polled, ...alertmanagers]),
      ...(lease === undefined ? {} : {lease}),
      ...(degraded === null ? {} : {degraded: plainText(degraded, {maxLength: 400})}),
      ...(shut === undefined ? {} : {shut}),
    },
  };
}

/** Of what is polled it is known how it is; the others are only heard, also under names that their senders gave them. */
function toldBy(
  {sources, told = {}}: FeedMessageOf<'hello'>,
  polled: readonly {readonly name: string}[],
): readonly {readonly name: string; readonly at?: number}[] {
  const all = new Set([...Object.keys(told), ...sources.map(({name}) => name)]);
  for (const {name} of polled) all.delete(name);
  return [...all].map(name => {
    const at = told[name];
    return {name: plainText(name, {maxLength: 80}), ...(at === undefined ? {} : {at: Date.parse(at)})};
  });
}

interface Heard {
  isOpen?: boolean;
  hello?: FeedMessageOf<'hello'>;
  lag?: number;
  polled: readonly PolledSource[];
}

/** Whether everything was said that a connection begins with. */
function isGreeted(text: string, heard: Heard, clock: Clock): boolean {
  const read = readFeedMessage(text);
  if (!read.ok) return false;
  const {message} = read;
  if (message.type === 'hello') {
    heard.hello = message;
    heard.lag = Math.max(0, clock.now() - Date.parse(message.at));
  }
  if (message.type === 'polled') heard.polled = message.sources;
  return message.type === 'resync' || message.type === 'snapshot';
}

function silentFailure(name: string): {readonly message: string; readonly hint: string} {
  return {
    message: `${name} opens a WebSocket and does not say hello.`,
    hint: 'Is it a relay? Another server that pushes webhook bodies is `format: alertmanager`.',
  };
}

/** Why the relay takes nothing in now; undefined where it is ready, or a proxy shows no more of it than the feed. */
async function shutReason(
  feedUrl: string,
  {clock, signal, ...connection}: Awaited<ReturnType<typeof resolveAccess>> & Omit<Parts, 'env'>,
): Promise<string | undefined> {
  const base = feedUrl.replace(/^ws/i, 'http').replace(/\/v1\/feed\/?$/, '');
  const asks = client({address: address(base), connection, root: '', server: 'the relay', clock});
  try {
    const answer = await asks.call({path: '/-/ready', deadline: PATIENCE}, signal);
    return answer.status === 503 ? plainText(saidIn(answer.text), {maxLength: 400}) : undefined;
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  } finally {
    await asks.close();
  }
}

function saidIn(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'error' in value ? String(value.error) : text;
  } catch {
    return text;
  }
}
