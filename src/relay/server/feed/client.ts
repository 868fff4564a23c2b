import type {Duplex} from 'node:stream';
import type {WebSocket} from 'ws';
import type {FeedId} from '../../../core/feed/feed-id.js';
import type {FeedFact} from '../../../core/feed/message.js';
import type {Clock} from '../../../core/ports.js';
import type {Backbone, NewEntry, Position} from '../../backbone/backbone.js';
import type {LeaseDesk} from '../../lease/lease-desk.js';
import type {WaitingRoom} from '../../waiting/waiting-room.js';
import type {RelayMetrics} from '../metrics.js';
import type {RelayLimits} from '../options.js';
import type {Recorder} from '../recorder.js';
import {type Course, course, type ResyncReason} from './course.js';
import {inlet} from './inlet.js';
import {type Outlet, outlet} from './outlet.js';
import type {Presence} from './presences.js';
import {type Sight, sight} from './sight.js';
import type {Batch, Stream} from './stream.js';

/** One cockpit, or whoever else reads the feed. */
export interface FeedClient {
  tell(batch: Batch): void;
  /** The epoch changed. */
  renew(): void;
  /** Tells what somebody does; nothing before it knows what everybody does. */
  sayPresence(bytes: Buffer): void;
  sayHead(bytes: Buffer): void;
  /** Looks whether it lives, and asks it to show that it does. */
  beat(): void;
  /** Looks whether it moves. */
  look(): void;
  /** How many of the entries up to `head` it has not said it has seen. */
  lag(head: number): number;
  end(code: number): void;
  terminate(): void;
}

export interface ClientParts {
  readonly backbone: Backbone;
  readonly waiting: WaitingRoom | undefined;
  readonly recorder: Recorder;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly metrics: RelayMetrics;
  readonly stream: Stream;
  /** What a fact of a cockpit means for what fires. */
  also(fact: FeedFact): readonly NewEntry[];
  /** Who goes on for cockpits that are gone. */
  leases(): LeaseDesk | undefined;
  log(line: string): void;
  warn(line: string): void;
}

export interface Connection {
  readonly socket: WebSocket;
  readonly transport: Duplex;
  /** For the log. */
  readonly name: string;
  /** The last entry it has, if it has one. */
  readonly after?: FeedId;
  readonly hello: Buffer;
  /** Said right after it. */
  readonly more: readonly Buffer[];
  /** Messages that tell what everybody does. */
  everybody(): readonly Buffer[];
  onPresence(client: FeedClient, presence: Presence): void;
  onClose(client: FeedClient): void;
}

const ABNORMAL = 1011;
const MOST_MISSED = 2;

/** Greets it and sets it on its way. Everything about it ends with its socket. */
export function feedClient(parts: ClientParts, connection: Connection): FeedClient {
  const {socket, transport, name} = connection;
  let missed = 0;
  let isReady = false;
  const onCut = (reason: string) => parts.log(`Feed client ${name} was cut: ${reason}.`);
  const out = outlet({...parts, socket, transport, onCut});
  const seen = sight(parts);
  const way = course({
    outlet: out,
    stream: parts.stream,
    clock: parts.clock,
    onResync: reason => parts.metrics.resyncs.inc({reason}),
    onReady() {
      isReady = true;
      for (const presence of connection.everybody()) out.say(presence);
    },
    onFault(error) {
      parts.warn(`Feed client ${name} could not be served: ${String(error)}`);
      out.end(ABNORMAL, FAULT);
    },
  });
  const client: FeedClient = {
    tell: batch => way.tell(batch),
    renew() {
      seen.forget();
      way.resync('other-epoch');
    },
    sayPresence: bytes => isReady && out.say(bytes),
    sayHead: out.say,
    beat() {
      if (held.isHeld) missed = 0;
      if (missed >= MOST_MISSED) out.cut('heartbeat');
      missed += 1;
      if (out.isOpen()) socket.ping();
    },
    look: () => look({out, seen, way, isHeld: held.isHeld}),
    lag: head => seen.lag(head),
    end: code => out.end(code),
    terminate: () => socket.terminate(),
  };
  const held = inlet({
    ...parts,
    socket,
    outlet: out,
    onLife: () => {
      missed = 0;
    },
    onPresence: presence => connection.onPresence(client, presence),
    onSeen: (epoch, seq) => epoch === parts.stream.epoch && seen.saw(seq),
  });
  socket.once('close', () => {
    held.stop();
    way.stop();
    connection.onClose(client);
  });
  out.send(connection.hello);
  for (const bytes of connection.more) out.say(bytes);
  setOut(way, connection.after, parts.backbone.position());
  return client;
}

/** From where it was, where that can be had, else from what the entries add up to. */
function setOut(way: Course, after: FeedId | undefined, position: Position): void {
  const reason = whyAnew(after, position);
  if (after !== undefined && reason === undefined) way.resume(after.seq);
  else way.resync(reason ?? 'first');
}

function whyAnew(after: FeedId | undefined, {epoch, head, oldest}: Position): ResyncReason | undefined {
  if (after === undefined) return 'first';
  if (after.epoch !== epoch) return 'other-epoch';
  return after.seq < head && after.seq + 1 < oldest ? 'too-old' : undefined;
}

interface Looked {
  readonly out: Outlet;
  readonly seen: Sight;
  readonly way: Course;
  /** What it says is not read now. */
  readonly isHeld: boolean;
}

function look({out, seen, way, isHeld}: Looked): void {
  if (out.isStalled()) out.cut('stalled');
  else if (!isHeld && seen.isLost(way.at)) out.cut('unseen');
}

const FAULT = {code: 'fault', message: 'The relay failed to serve this connection.', hint: 'Its log says why.'};
