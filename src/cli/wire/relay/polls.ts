import type {AlertmanagerConfig, Config} from '../../../config/config.js';
import type {Env} from '../../../config/places.js';
import type {FeedAlert, PolledSource} from '../../../core/feed/message.js';
import type {SourceHealth} from '../../../core/live/update.js';
import {type AlertSource, type Clock, isTellable} from '../../../core/ports.js';
import {randomId} from '../../../lib/node/random-ids.js';
import type {Backbone} from '../../../relay/backbone/backbone.js';
import {type Gateway, openGateway} from '../../../relay/gateway/gateway.js';
import {openInnerServer} from '../../../relay/gateway/inner-server.js';
import {type PollTeller, pollTeller} from '../../../relay/polls/poll-teller.js';
import type {ToldAlerts} from '../../../relay/view/told-alerts.js';
import {sourcesOf} from '../sources.js';
import {listTimeout, upstreamOf} from './upstreams.js';

interface PollParts {
  readonly env: Env;
  readonly clock: Clock;
  /** Where the built worker files are; without it polling happens in this thread. */
  readonly workers?: URL;
  readonly backbone: Pick<Backbone, 'append' | 'subscribe'>;
  /** What the stream knows to fire. */
  readonly alerts: () => ToldAlerts;
  readonly say: (line: string) => void;
}

const MARGIN = 2_000;

/** The Alertmanagers that the relay asks for all its cockpits. */
export interface Polls {
  readonly gateway: Gateway;
  polled(): readonly PolledSource[];
  /** They as the relay's own is to ask them: through the gateway, which lets everybody have the answer. */
  readonly inner: readonly AlertmanagerConfig[];
  /** A hook told these: what was read of their Alertmanagers before is void, and they are looked at. */
  told(alerts: readonly FeedAlert[]): void;
  wake(source: string): void;
  /** What fires is compared with what the stream has come to know: that may be older. */
  renew(): void;
  close(): Promise<void>;
}

/** Polls each of them once, tells the stream what that shows, and answers cockpits from it. */
export async function openPolls({relay}: Config, parts: PollParts): Promise<Polls | undefined> {
  const configured = relay?.alertmanagers ?? [];
  if (configured.length === 0) return undefined;
  const {clock, say} = parts;
  const stop = new AbortController();
  const clusters = await Promise.all(configured.map(one => upstreamOf(one, parts.env, {clock, signal: stop.signal})));
  const gateway = openGateway({clusters, clock});
  const token = randomId('inner-');
  const inner = await openInnerServer({gateway, token, clock, warn: say});
  const own = configured.map(one => throughGateway(one, {url: inner.url, token}));
  const sources = await sourcesOf({alertmanagers: own}, parts);
  const polling = sources.map(source => startPolling(source, {...parts, gateway, signal: stop.signal}));
  const forgetting = (name: string) => {
    gateway.forget(name);
    return sources.find(source => source.name === name);
  };
  return {
    gateway,
    inner: configured.map(one => ({...throughGateway(one, {url: inner.url, token}), headers: {}})),
    polled: () => polling.map(({polled}) => polled()),
    told(alerts) {
      for (const name of new Set(alerts.map(({source}) => source))) {
        const source = forgetting(name);
        if (source !== undefined && isTellable(source)) source.tell(alerts.filter(alert => alert.source === name));
      }
    },
    wake: name => forgetting(name)?.wake(),
    renew() {
      for (const {renew} of polling) renew();
    },
    async close() {
      stop.abort();
      await Promise.all(polling.map(({done}) => done));
      await inner.close();
    },
  };
}

/** The relay's own poll asks the gateway, which lets everybody have the answer. */
function throughGateway(
  cluster: AlertmanagerConfig,
  inner: {readonly url: string; readonly token: string},
): AlertmanagerConfig {
  const {auth: _auth, tls: _tls, proxy: _proxy, ...others} = cluster;
  return {
    ...others,
    urls: cluster.urls.map((_, at) => `${inner.url}/v1/alertmanager/${encodeURIComponent(cluster.name)}/${at + 1}`),
    auth: {kind: 'bearer', scheme: 'Bearer', token: {value: inner.token}},
    headers: {'cache-control': 'no-cache'},
    // The gateway has the time limit of one request; its sentence on what was too slow must come before ours.
    timeout: listTimeout(cluster) + MARGIN,
  };
}

interface Polling {
  readonly done: Promise<void>;
  polled(): PolledSource;
  renew(): void;
}

function startPolling(
  source: AlertSource,
  parts: PollParts & {readonly gateway: Gateway; readonly signal: AbortSignal},
): Polling {
  const {clock, backbone, say, gateway} = parts;
  const {name} = source;
  const append = (entries: Parameters<Backbone['append']>[0]) => backbone.append(entries).catch(() => undefined);
  const teller: PollTeller = pollTeller({source: name, alerts: parts.alerts, append, now: clock.now});
  const renew = () => void teller.renew();
  let health: SourceHealth = {source: name, state: 'connecting', since: clock.now(), interval: 0, members: []};
  const leave = backbone.subscribe(entries => {
    if (entries === undefined) renew();
  });
  const done = source
    .watch(update => {
      tellOfChange({name, before: health, now: update.health}, gateway, say);
      health = update.health;
      void teller.take(update);
    }, parts.signal)
    .finally(leave);
  return {
    done,
    renew,
    polled() {
      const trouble = gateway.trouble(name);
      const {state, lastGood, interval} = health;
      return {
        name,
        state,
        interval,
        ...(lastGood === undefined ? {} : {age: Math.max(0, clock.now() - lastGood)}),
        ...(state === 'up' || trouble === undefined ? {} : {trouble: {message: trouble.message, hint: trouble.hint}}),
      };
    },
  };
}

function tellOfChange(
  {name, before, now}: {readonly name: string; readonly before: SourceHealth; readonly now: SourceHealth},
  gateway: Gateway,
  say: (line: string) => void,
): void {
  if (before.state === now.state) return;
  if (now.state === 'up') say(`Alertmanager ${name} answers.`);
  if (now.state === 'down') say(`Alertmanager ${name} does not answer: ${gateway.trouble(name)?.message ?? ''}`);
}
