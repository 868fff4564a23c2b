import {counted} from '../../core/counted.js';
import type {FeedAlert, PolledSource} from '../../core/feed/message.js';
import type {Clock} from '../../core/ports.js';
import type {LeaseDesk} from '../lease/lease-desk.js';
import {openAccess} from './access.js';
import {degraded, unwritable} from './degraded.js';
import {doorway} from './feed/doorway.js';
import {type Feed, openFeed} from './feed/feed.js';
import {hookName} from './http/answer-hook.js';
import {dropLog} from './http/drop-log.js';
import {httpServer} from './http/http-server.js';
import {type InnerServer, innerServer} from './http/inner-server.js';
import {serve} from './http/serve.js';
import {traffic} from './http/traffic.js';
import {addReadings, type RelayMetrics, relayMetrics} from './metrics.js';
import {type Listening, RELAY_LIMITS, type RelayLimits, type RelayOptions} from './options.js';
import {countTaken, recorder} from './recorder.js';
import {type RecordingLog, recordingLog} from './recording-log.js';

/** A relay that takes hooks in and gives the feed out. */
export interface Relay {
  readonly address: Listening;
  /** Stops listening, says good-bye to the clients and waits for what is under way, but no longer than 2 s. */
  close(): Promise<void>;
}

/**
 * Opens a relay on a backbone, which stays its owner's. Rejects with {@link OperatorError} where it could not listen, or
 * where everybody could come in.
 */
export async function openRelay(options: RelayOptions): Promise<Relay> {
  const {backbone, clock, waiting} = options;
  const limits: RelayLimits = {...RELAY_LIMITS, ...options.limits};
  const access = openAccess(options);
  const metrics = relayMetrics(options.version, options.hooks.map(hookName));
  const own = {backbone, waiting, clock, limits, metrics, access, warn: options.warn, log: options.log};
  const said = recordingLog(own);
  const recording = recorder({...own, patience: limits.appendTime, recordingLog: said});
  let leases: LeaseDesk | undefined;
  const feed = openFeed({...own, recorder: recording, options, leases: () => leases});
  const hooksInFlight = traffic({requests: limits.hooksInFlight, bytes: limits.bytesInFlight});
  let isClosing = false;
  const full = () => (isClosing ? 'The relay is stopping.' : noRoom(own, feed.clients));
  const polled = () => options.polled?.() ?? [];
  const trouble = () => degraded({...own, leases: () => leases});
  const shut = () => (isClosing ? 'the relay is stopping' : unwritable(own));
  addReadings(metrics, limits, {
    ...readingsOf({...own, feed, polled}),
    isDegraded: () => trouble() !== undefined,
    requests: () => hooksInFlight.requests,
    leases: () => leases?.counts(),
  });
  const server = httpServer({
    limits,
    tls: options.tls,
    warn: options.warn,
    onDrop: dropLog(own),
    onRequest: serve({
      ...own,
      hooks: options.hooks,
      recorder: recording,
      traffic: hooksInFlight,
      shut,
      degraded: trouble,
      afterSending: feed.afterSending,
      gateway: options.gateway,
      polled,
      onWake: source => options.onWake?.(source),
      onTold: telling(options, feed),
    }),
    onUpgrade: doorway({...own, feed, full}),
  });
  const inner = innerServer({...own, feed, full});
  const begin = async () => {
    leases = await goingOn(options, inner);
    return server.listen(options.listen);
  };
  tellOfLate(options, {metrics, feed});
  const address = await begin().catch(failing({feed, inner, said}));
  const close = async () => {
    isClosing = true;
    const settled = Promise.all([server.drain(), inner.drain(), feed.leave(), recording.idle()]);
    await within(clock, limits.closeTime, settled);
    said.stop();
    feed.close();
    server.cut();
    inner.cut();
  };
  let closed: Promise<void> | undefined;
  return {address, close: () => (closed ??= close())};
}

/** Why nobody else is let in to the feed now. */
function noRoom(
  {backbone, waiting, limits}: Pick<ReadFrom, 'backbone' | 'waiting'> & {readonly limits: RelayLimits},
  clients: number,
): string | undefined {
  if (backbone.position().epoch === '') {
    const count = waiting?.count ?? 0;
    const held =
      count === 0 ? '' : `${counted(count, 'entry', 'entries')} of hooks ${count === 1 ? 'waits' : 'wait'} here. `;
    return `${held}The relay has not reached its stream yet: ${backbone.health().trouble ?? 'it is on its way'}.`;
  }
  return clients < limits.connections ? undefined : 'The relay has as many feed clients as it takes.';
}

function telling({onTold}: RelayOptions, feed: Feed): (alerts: readonly FeedAlert[]) => void {
  return alerts => {
    feed.told(new Set(alerts.map(({source}) => source)));
    onTold?.(alerts);
  };
}

/** Says what has left the room where hooks wait, and what follows of it once it is on its way to the clients. */
function tellOfLate(
  {waiting, log, onLate}: RelayOptions,
  {metrics, feed}: {readonly metrics: RelayMetrics; readonly feed: Feed},
): void {
  let delivered = 0;
  waiting?.onDelivered(appended => {
    countTaken(metrics, 'waiting', appended);
    const last = appended.findLast(one => one !== undefined)?.seq;
    if (last !== undefined) feed.afterSending(last, () => onLate?.());
    delivered += appended.length;
    if (waiting.count > 0) return;
    log(`${counted(delivered, 'entry', 'entries')} of hooks that waited here are in the stream.`);
    delivered = 0;
  });
}

/** Known before anybody is let in: what is done for those that are gone is told to cockpits when they come. */
function goingOn({inner: own}: RelayOptions, inner: InnerServer): Promise<LeaseDesk | undefined> {
  return own === undefined ? Promise.resolve(undefined) : inner.listen(own).then(own.ready);
}

/** Lets go of what was open already. */
function failing({
  feed,
  inner,
  said,
}: {
  readonly feed: Feed;
  readonly inner: InnerServer;
  readonly said: RecordingLog;
}): (error: unknown) => never {
  return error => {
    said.stop();
    feed.close();
    inner.cut();
    throw error;
  };
}

function readingsOf({feed, backbone, waiting, clock, polled}: ReadFrom) {
  return {
    clients: () => feed.clients,
    head: () => backbone.position().head,
    lag: () => feed.lag(),
    waiting: () => waiting,
    now: clock.now,
    polled: () => polled().map(({name, state, age}) => ({name, isUp: state === 'up', age})),
  };
}

interface ReadFrom extends Pick<RelayOptions, 'backbone' | 'clock'> {
  readonly feed: Feed;
  readonly waiting: RelayOptions['waiting'] | undefined;
  polled(): readonly PolledSource[];
}

/** Waits for it, but no longer than so many ms. */
function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise(resolve => {
    const stop = clock.after(ms, resolve);
    void work.then(() => {
      stop();
      resolve();
    });
  });
}
