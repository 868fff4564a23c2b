import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Config} from '../../../config/config.js';
import {DEFAULT_LEASE} from '../../../config/defaults.js';
import {absolutePath, type Env} from '../../../config/places.js';
import {feedIdText} from '../../../core/feed/feed-id.js';
import type {FeedMessageOf, FeedSource} from '../../../core/feed/message.js';
import type {Clock} from '../../../core/ports.js';
import {randomId} from '../../../lib/node/random-ids.js';
import {OperatorError} from '../../../lib/operator-error.js';
import {plainText} from '../../../lib/plain-text.js';
import type {Backbone} from '../../../relay/backbone/backbone.js';
import {ownBook} from '../../../relay/lease/lease-book.js';
import {type LeaseDesk, openLeaseDesk} from '../../../relay/lease/lease-desk.js';
import {openRelay, type Relay} from '../../../relay/server/open-relay.js';
import type {Inner, RelayOptions} from '../../../relay/server/options.js';
import {endedByHand} from '../../../relay/view/ended-by-hand.js';
import {type FollowedView, followView} from '../../../relay/view/follow-view.js';
import {snapshotMessages} from '../../../relay/view/snapshot-messages.js';
import {withoutLapsed} from '../../../relay/view/view.js';
import type {WaitingRoom} from '../../../relay/waiting/waiting-room.js';
import type {RelayRequest} from '../../relay-request.js';
import {VERSION} from '../../version.js';
import {type OpenedDeputy, openDeputy} from './deputy.js';
import {openBackbone} from './open-backbone.js';
import {openPolls, type Polls} from './polls.js';
import {servedHooks} from './served-hooks.js';
import {relayToken} from './token.js';

interface RunParts {
  readonly env: Env;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Where the built worker files are; without it polling happens in this thread. */
  readonly workers?: URL;
  /** Lines for whoever looks after it. */
  readonly say: (line: string) => void;
}

const LISTEN = '127.0.0.1:9095';

/** Runs a relay until it is told to stop. Rejects with a sentence when it cannot begin. */
export async function runRelay(config: Config, request: RelayRequest, parts: RunParts): Promise<void> {
  const {clock, env} = parts;
  const say = (line: string) => parts.say(`${new Date(clock.now()).toISOString()} ${plainText(line)}`);
  const listen = listenOf(request.listen ?? config.relay?.listen ?? LISTEN);
  const token = await relayToken(config, request.tokenFile, {env, clock});
  const {hooks, sources} = await servedHooks(config.relay?.hooks ?? [], env);
  const tls = await tlsOf(config);
  const folder =
    request.stateDir === undefined
      ? join(config.stateDir, 'relay')
      : absolutePath(request.stateDir, process.cwd(), env.HOME ?? '');
  const opened = await openBackbone(config, {
    env,
    clock,
    folder,
    ...(request.redis === undefined ? {} : {redis: request.redis}),
    warn: say,
  });
  try {
    await serveUntilStopped(config, {
      ...parts,
      say,
      folder,
      backbone: opened.backbone,
      ...(opened.waiting === undefined ? {} : {waiting: opened.waiting}),
      serving: {
        listen,
        ...(token === undefined ? {} : {token}),
        origins: config.relay?.origins ?? [],
        hooks,
        sources: knownSources(sources, config),
        ...(tls === undefined ? {} : {tls}),
      },
    });
  } finally {
    await opened.close();
  }
}

interface Serving extends RunParts {
  readonly folder: string;
  readonly backbone: Backbone;
  readonly waiting?: WaitingRoom;
  readonly serving: Pick<RelayOptions, 'listen' | 'token' | 'origins' | 'hooks' | 'sources' | 'tls'>;
}

async function serveUntilStopped(config: Config, parts: Serving): Promise<void> {
  const {backbone, waiting, serving, clock, say} = parts;
  const followed = await followView(backbone);
  const polls = await openPolls(config, {...parts, alerts: () => followed.current().view.alerts});
  const leases = polls === undefined || config.readOnly ? undefined : goingOn(config, polls, parts);
  try {
    const relay = await openRelay({
      ...serving,
      backbone,
      ...(waiting === undefined ? {} : {waiting, onLate: () => polls?.renew()}),
      snapshot: () => snapshotOf(followed, serving.sources, clock.now()),
      also: fact => endedByHand(fact, followed.current().view),
      ...(polls === undefined ? {} : {gateway: polls.gateway, polled: polls.polled, onTold: polls.told}),
      onWake: source => polls?.wake(source),
      ...(leases === undefined ? {} : {inner: leases.inner}),
      clock,
      ids: randomId,
      version: VERSION,
      warn: say,
      log: say,
    });
    say(greeting(relay, {isTls: serving.tls !== undefined, backbone}));
    await stopped(parts.signal);
    say('The relay stops.');
    await leases?.close();
    await relay.close();
  } finally {
    await leases?.close();
    await polls?.close();
    followed.stop();
  }
}

/** Who goes on for cockpits that are gone. A relay that polls no Alertmanager sees too little for that. */
function goingOn(
  config: Config,
  {inner: alertmanagers}: Polls,
  parts: Serving,
): {readonly inner: Inner; close(): Promise<void>} {
  const token = randomId('inner-') + randomId('');
  const {clock, say} = parts;
  let opened: OpenedDeputy | undefined;
  let desk: LeaseDesk | undefined;
  let closing: Promise<void> | undefined;
  return {
    inner: {
      token,
      async ready(feed) {
        opened = await openDeputy(config, {...parts, alertmanagers, feed, token, warn: say}).catch((error: unknown) => {
          // What it is for beside this works all the same.
          say(`This relay goes on for no cockpit that is gone: ${messageOf(error)}`);
          return undefined;
        });
        if (opened === undefined) return undefined;
        const {deputy} = opened;
        desk = openLeaseDesk({
          deputy,
          book: parts.backbone.leases?.(deputy.origin) ?? ownBook(),
          terms: termsOf(config, deputy.origin),
          clock,
          log: say,
          warn: say,
        });
        return desk;
      },
    },
    close() {
      desk?.stop();
      closing ??= opened?.close();
      return closing ?? Promise.resolve();
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function termsOf({relay: configured, policies, targets}: Config, relay: string): LeaseDesk['terms'] {
  return {
    relay,
    length: configured?.lease ?? DEFAULT_LEASE,
    sources: (configured?.alertmanagers ?? []).map(({name}) => name),
    policies: policies.map(({name}) => name),
    targets: targets.map(({name}) => name),
  };
}

/** Those of the hooks, and the Alertmanagers that the relay or a cockpit of this configuration polls; each name once. */
function knownSources(ofHooks: readonly FeedSource[], {alertmanagers, relay}: Config): readonly FeedSource[] {
  const polled = [...alertmanagers, ...(relay?.alertmanagers ?? [])].map(({name}) => ({
    name,
    silence: true,
    resolve: true,
  }));
  return [...new Map([...ofHooks, ...polled].map(source => [source.name, source])).values()];
}

function snapshotOf(
  followed: FollowedView,
  sources: readonly FeedSource[],
  now: number,
): Iterable<FeedMessageOf<'snapshot'>> {
  const {view, epoch, head} = followed.current();
  return snapshotMessages(withoutLapsed(view, sources, now), feedIdText({epoch, seq: head}), now);
}

function greeting(
  {address: {host, port}}: Relay,
  {isTls, backbone}: {readonly isTls: boolean; readonly backbone: Backbone},
): string {
  const at = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const {epoch, head: seq} = backbone.position();
  const place = epoch === '' ? 'closed until Redis is reached' : `at ${feedIdText({epoch, seq})}`;
  return `The relay listens on ${isTls ? 'https' : 'http'}://${at}, its feed is ${isTls ? 'wss' : 'ws'}://${at}/v1/feed, ${place}.`;
}

function listenOf(text: string): {readonly host: string; readonly port: number} {
  const found = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  const port = Number(found?.[3]);
  if (found === null || port > 65_535) {
    throw new OperatorError(`"${plainText(text, {maxLength: 80})}" is no address to listen on.`, {
      hint: 'Write HOST:PORT, such as 127.0.0.1:9095 or [::1]:9095.',
    });
  }
  return {host: found[1] ?? found[2] ?? '', port};
}

async function tlsOf({relay}: Config): Promise<{readonly cert: string; readonly key: string} | undefined> {
  if (relay?.tls === undefined) return undefined;
  const {cert, key} = relay.tls;
  return {cert: await pem(cert), key: await pem(key)};
}

async function pem(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError(`${path} cannot be read: ${reason}`, {hint: 'Check relay.tls and who may read the files.'});
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), {once: true}));
}
