import {feedIdText} from '../../../core/feed/feed-id.js';
import type {Clock} from '../../../core/ports.js';
import type {Backbone} from '../../backbone/backbone.js';
import type {LeaseDesk} from '../../lease/lease-desk.js';
import type {WaitingRoom} from '../../waiting/waiting-room.js';
import {degraded, heldBack} from '../degraded.js';
import type {RelayOptions} from '../options.js';
import {messageBytes} from './frame.js';
import type {LastTold} from './last-told.js';

/** What everybody is told beside the stream: that the relay lives, and how it and what it polls are. */
export interface Announcer {
  /** Once in a while. */
  beat(): void;
  /** Often: says at once what is otherwise than before. */
  look(): void;
}

interface Parts {
  readonly backbone: Backbone;
  readonly waiting: WaitingRoom | undefined;
  leases(): LeaseDesk | undefined;
  readonly clock: Clock;
  readonly options: Pick<RelayOptions, 'polled'>;
  readonly heard: Pick<LastTold, 'news'>;
}

export function announcer(parts: Parts, tell: (bytes: Buffer) => void): Announcer {
  const sayHead = () => tell(headBytes(parts));
  const sayPolled = () => {
    for (const bytes of polledBytes(parts)) tell(bytes);
  };
  const hasChanged = changeOf(() => degraded(parts));
  const isOtherwise = changeOf(() => polledState(parts));
  return {
    beat() {
      sayHead();
      sayPolled();
    },
    look() {
      if (hasChanged()) sayHead();
      if (isOtherwise()) sayPolled();
    },
  };
}

/** How the Alertmanagers are that the relay polls; no message where it polls none. */
export function polledBytes({clock, options}: Pick<Parts, 'clock' | 'options'>): readonly Buffer[] {
  const sources = [...(options.polled?.() ?? [])];
  return sources.length === 0 ? [] : [messageBytes({type: 'polled', at: new Date(clock.now()).toISOString(), sources})];
}

function headBytes(parts: Parts): Buffer {
  const {backbone, clock} = parts;
  const {epoch, head} = backbone.position();
  const id = feedIdText({epoch, seq: head});
  const told = parts.heard.news();
  return messageBytes({
    type: 'head',
    id,
    at: new Date(clock.now()).toISOString(),
    degraded: degraded(parts) ?? null,
    ...heldBack(parts),
    ...(Object.keys(told).length === 0 ? {} : {told}),
  });
}

/** Which of them answer, to tell when that changes. */
function polledState({options}: Parts): string {
  return (options.polled?.() ?? []).map(({name, state}) => `${name} ${state}`).join('\n');
}

/** Says whether the value is another one than when it was last asked. */
function changeOf(value: () => unknown): () => boolean {
  let last = value();
  return () => {
    const before = last;
    last = value();
    return last !== before;
  };
}
