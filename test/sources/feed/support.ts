import {once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import {onTestFinished} from 'vitest';
import {type WebSocket, WebSocketServer} from 'ws';
import type {FeedAlert, FeedMessage, FeedSource} from '../../../src/core/feed/message.js';
import type {FeedHealth, Presence} from '../../../src/core/feed/team.js';
import type {ToldGroup} from '../../../src/core/feed/told-groups.js';
import type {SourceUpdate} from '../../../src/core/live/update.js';
import type {Clock} from '../../../src/core/ports.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {feed} from '../../../src/sources/feed/feed.js';

export const AT = '2026-11-20T03:00:00.000Z';

export interface Connection {
  readonly request: IncomingMessage;
  readonly socket: WebSocket;
  readonly heard: unknown[];
  says(...messages: readonly FeedMessage[]): void;
}

/** A relay that says what the test tells it to. */
export async function sayingRelay(options: {readonly refuses?: number} = {}) {
  const connections: Connection[] = [];
  let refuses = options.refuses;
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    verifyClient: (_: unknown, done: (ok: boolean, code?: number, words?: string) => void) =>
      refuses === undefined ? done(true) : done(false, refuses, 'no'),
  });
  server.on('connection', (socket, request) => {
    const heard: unknown[] = [];
    socket.on('message', data => heard.push(JSON.parse(String(data))));
    socket.on('error', () => undefined);
    connections.push({
      request,
      socket,
      heard,
      says: (...messages) => {
        for (const message of messages) socket.send(JSON.stringify(message));
      },
    });
  });
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  onTestFinished(async () => {
    for (const client of server.clients) client.terminate();
    await new Promise<void>(resolve => server.close(() => resolve()));
  });
  const refuse = (status: number) => {
    refuses = status;
  };
  return {connections, refuse, url: `ws://127.0.0.1:${address.port}`};
}

/** A feed that is followed, and all that it told. */
export function following(
  url: string,
  over: {
    readonly after?: string;
    readonly polled?: readonly string[];
    readonly bearer?: string;
    readonly format?: 'alertmanager';
    readonly clock?: Clock;
  } = {},
) {
  const told: {readonly source: string; readonly alert: FeedAlert}[] = [];
  const groups: ToldGroup[] = [];
  const health: FeedHealth[] = [];
  const updates: SourceUpdate[] = [];
  const facts: Fact[] = [];
  const reached: string[] = [];
  const present: Presence[] = [];
  const joined: number[] = [];
  const stop = new AbortController();
  const stream = feed(
    {
      url,
      format: over.format ?? 'watchkeeper',
      source: 'feed',
      ...(over.bearer === undefined ? {} : {auth: {bearer: over.bearer}}),
    },
    {clock: over.clock ?? systemClock, polled: over.polled ?? ['eu'], random: () => 0},
  );
  const done = stream.watch(
    {
      origin: 'j-ana',
      by: 'ana',
      open: [],
      firing: [],
      ended: new Map(),
      ...(over.after === undefined ? {} : {after: over.after}),
    },
    {
      onHealth: one => health.push(one),
      onSources: () => undefined,
      onTold: (source, alerts) => told.push(...alerts.map(alert => ({source, alert}))),
      onGroups: some => groups.push(...some),
      onUpdate: update => updates.push(update),
      onFacts: (some, id) => {
        facts.push(...some);
        reached.push(id);
      },
      onJoined: have => joined.push(have),
      onPresence: one => present.push(one),
      onTerms: () => undefined,
      onLease: () => undefined,
      onLost: () => undefined,
    },
    stop.signal,
  );
  onTestFinished(async () => {
    stop.abort();
    await done;
  });
  return {stream, told, groups, health, updates, facts, reached, present, joined, stop, done};
}

export function hello(over: {readonly head?: number; readonly sources?: readonly FeedSource[]} = {}): FeedMessage {
  return {
    type: 'hello',
    protocol: 1,
    relay: '1.0.0',
    epoch: 'e',
    head: over.head ?? 0,
    oldest: 0,
    at: AT,
    heartbeat: 10_000,
    sources: [...(over.sources ?? [])],
    degraded: null,
  };
}

export function someFeedAlert(over: Partial<FeedAlert> = {}): FeedAlert {
  return {
    source: 'eu',
    status: 'firing',
    fingerprint: 'aaaaaaaaaaaaaaaa',
    startsAt: AT,
    endsAt: null,
    labels: {alertname: 'DiskFull'},
    annotations: {},
    groupKey: null,
    ...over,
  };
}

/** The message of an alert that the relay has just taken in. */
export function alertMessage(seq: number, over: Partial<FeedAlert> = {}, at = new Date().toISOString()): FeedMessage {
  return {type: 'alert', id: `e:${seq}`, at, ...someFeedAlert(over)};
}
