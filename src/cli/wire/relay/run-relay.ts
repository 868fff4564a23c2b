import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Config} from '../../../config/config.js';
import {absolutePath, type Env} from '../../../config/places.js';
import {feedIdText} from '../../../core/feed/feed-id.js';
import type {FeedMessageOf, FeedSource} from '../../../core/feed/message.js';
import type {Clock} from '../../../core/ports.js';
import {randomId} from '../../../lib/node/random-ids.js';
import {OperatorError} from '../../../lib/operator-error.js';
import {plainText} from '../../../lib/plain-text.js';
import type {Backbone} from '../../../relay/backbone/backbone.js';
import {openRelay, type Relay} from '../../../relay/server/open-relay.js';
import {endedByHand} from '../../../relay/view/ended-by-hand.js';
import {type FollowedView, followView} from '../../../relay/view/follow-view.js';
import {snapshotMessages} from '../../../relay/view/snapshot-messages.js';
import {withoutLapsed} from '../../../relay/view/view.js';
import type {RelayRequest} from '../../relay-request.js';
import {VERSION} from '../../version.js';
import {openBackbone} from './open-backbone.js';
import {servedHooks} from './served-hooks.js';
import {relayToken} from './token.js';

interface RunParts {
  readonly env: Env;
  readonly clock: Clock;
  readonly signal: AbortSignal;
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
  const known = [...sources, ...config.alertmanagers.map(({name}) => ({name, silence: true, resolve: true}))];
  const tls = await tlsOf(config);
  const opened = await openBackbone(config, {
    env,
    clock,
    folder:
      request.stateDir === undefined
        ? join(config.stateDir, 'relay')
        : absolutePath(request.stateDir, process.cwd(), env.HOME ?? ''),
    ...(request.redis === undefined ? {} : {redis: request.redis}),
    warn: say,
  });
  try {
    const followed = await followView(opened.backbone);
    const relay = await openRelay({
      listen,
      ...(token === undefined ? {} : {token}),
      origins: config.relay?.origins ?? [],
      hooks,
      sources: known,
      backbone: opened.backbone,
      snapshot: () => snapshotOf(followed, known, clock.now()),
      also: fact => endedByHand(fact, followed.current().view),
      clock,
      ids: randomId,
      version: VERSION,
      ...(tls === undefined ? {} : {tls}),
      warn: say,
      log: say,
    });
    say(greeting(relay, {isTls: tls !== undefined, backbone: opened.backbone}));
    await stopped(parts.signal);
    say('The relay stops.');
    await relay.close();
    followed.stop();
  } finally {
    await opened.close();
  }
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
  return `The relay listens on ${isTls ? 'https' : 'http'}://${at}, its feed is ${isTls ? 'wss' : 'ws'}://${at}/v1/feed, at ${feedIdText({epoch, seq})}.`;
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
