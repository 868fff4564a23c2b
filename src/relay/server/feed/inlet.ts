import type {WebSocket} from 'ws';
import {parseFeedId} from '../../../core/feed/feed-id.js';
import type {CockpitMessage, CockpitMessageOf, CockpitMessageType, FeedFact} from '../../../core/feed/message.js';
import {type Read, readCockpitMessage} from '../../../core/feed/read-message.js';
import type {Clock} from '../../../core/ports.js';
import type {Backbone, NewEntry} from '../../backbone/backbone.js';
import type {LeaseDesk} from '../../lease/lease-desk.js';
import type {RelayLimits} from '../options.js';
import type {Recorder} from '../recorder.js';
import {allowance} from './allowance.js';
import {
  BINARY,
  JOINED_AS_ANOTHER,
  LONG_PRESENCE,
  NOT_JOINED,
  NOT_KNOWN,
  NOT_SEEN_TO,
  OTHER_ORIGIN,
  TOO_MUCH,
} from './errors.js';
import {factsIn} from './facts-in.js';
import {messageBytes} from './frame.js';
import {latestOf} from './latest-of.js';
import type {Outlet} from './outlet.js';
import type {Presence} from './presences.js';
import {isTooDeep} from './too-deep.js';

/** What one client says. */
export interface Inlet {
  /** It is not read from now, until what it told is recorded. */
  readonly isHeld: boolean;
  stop(): void;
}

export interface InletParts {
  readonly socket: WebSocket;
  readonly outlet: Outlet;
  readonly backbone: Pick<Backbone, 'have' | 'position'>;
  readonly recorder: Recorder;
  also(fact: FeedFact): readonly NewEntry[];
  /** Who goes on for cockpits that are gone; undefined where nobody does. */
  leases(): LeaseDesk | undefined;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  /** Anything came, so that it lives. */
  onLife(): void;
  onPresence(presence: Presence): void;
  onSeen(epoch: string, seq: number): void;
}

type Who = CockpitMessageOf<'join'>;
type Handlers = {readonly [T in CockpitMessageType]: (message: CockpitMessageOf<T>, bytes: number) => void};

const LONGEST_PRESENCE = 4_096;
/** What a client did not say for so long it may say at once. */
const SAVED_SECONDS = 5;

export function inlet(parts: InletParts): Inlet {
  const {socket, outlet, clock, limits} = parts;
  let who: Who | undefined;
  let isHeld = false;
  const facts = factsIn({
    recorder: parts.recorder,
    also: parts.also,
    onError: outlet.error,
    onPressure(much) {
      isHeld = much;
      if (much) socket.pause();
      else socket.resume();
    },
  });
  const presence = latestOf(parts.onPresence, {clock, pause: 1_000 / limits.presencesPerSecond});

  const handlers: Handlers = {
    join(message) {
      if (who !== undefined && who.origin !== message.origin) {
        outlet.error(JOINED_AS_ANOTHER);
        return;
      }
      who = message;
      // Looked at before what it has is asked for: should the stream be made anew in between, nothing is taken.
      facts.restart(parts.backbone.position().epoch);
      void answerJoin(message.origin, parts);
    },
    fact({fact}, bytes) {
      if (who === undefined) outlet.error(NOT_JOINED);
      else if (fact.origin !== who.origin) outlet.error(OTHER_ORIGIN);
      else facts.take(fact, bytes);
    },
    presence(message, bytes) {
      if (who === undefined) outlet.error(NOT_JOINED);
      else if (bytes > LONGEST_PRESENCE) outlet.error(LONG_PRESENCE);
      else presence.say({...message, origin: who.origin, by: who.by});
    },
    lease(message) {
      if (who === undefined) outlet.error(NOT_JOINED);
      else void answerLease(message, who, parts);
    },
    seen({id}) {
      const seen = parseFeedId(id);
      if (seen !== undefined) parts.onSeen(seen.epoch, seen.seq);
    },
  };

  const mayTalk = allowance(clock, {perSecond: limits.messagesPerSecond, seconds: SAVED_SECONDS});
  listen(parts, mayTalk, ({message, bytes}) => (handlers[message.type] as Handler)(message, bytes));
  return {
    get isHeld() {
      return isHeld;
    },
    stop() {
      facts.stop();
      presence.stop();
    },
  };
}

type Handler = (message: CockpitMessage, bytes: number) => void;

interface Heard {
  readonly message: CockpitMessage;
  readonly bytes: number;
}

/** Reads what comes, ends a connection that brings what cannot be understood, and passes on the rest. */
function listen(parts: InletParts, mayTalk: () => boolean, onMessage: (heard: Heard) => void): void {
  const {socket, outlet} = parts;
  const talked = () => {
    parts.onLife();
    const may = mayTalk();
    if (!may) outlet.end(1008, TOO_MUCH);
    return may;
  };
  const pass = (read: Read<CockpitMessage>, bytes: number) => {
    if (read.ok) onMessage({message: read.message, bytes});
    else if (read.unknown) outlet.error({code: 'unknown-type', message: read.reason, hint: 'It was passed over.'});
    else outlet.end(1007, {code: 'bad-message', message: read.reason, hint: 'Send what the protocol has.'});
  };
  socket.on('pong', talked);
  socket.on('ping', talked);
  // Its own words came before; what is left is a socket that closes.
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer, isBinary) => {
    if (!outlet.isOpen()) return;
    if (isBinary) {
      outlet.end(1003, BINARY);
      return;
    }
    const read = readFrame(data.toString());
    // Facts are held back by how fast they are recorded, not counted: who was away has many to tell.
    if (read.ok && read.message.type === 'fact') parts.onLife();
    else if (!talked()) return;
    pass(read, data.length);
  });
}

function readFrame(frame: string): Read<CockpitMessage> {
  return isTooDeep(frame) ? {ok: false, unknown: false, reason: 'a message nests too deep'} : readCockpitMessage(frame);
}

async function answerLease(message: CockpitMessageOf<'lease'>, who: Who, {leases, outlet}: InletParts): Promise<void> {
  try {
    const reply = (await leases()?.ask(who, message)) ?? {state: 'none' as const};
    outlet.say(messageBytes({type: 'lease', number: message.number, ...reply}));
  } catch {
    outlet.error(NOT_SEEN_TO);
  }
}

async function answerJoin(origin: string, {backbone, outlet}: InletParts): Promise<void> {
  try {
    const have = await backbone.have(origin);
    outlet.say(Buffer.from(JSON.stringify({type: 'joined', origin, have})));
  } catch {
    outlet.error(NOT_KNOWN);
  }
}
