import type {FeedFact} from '../../../core/feed/message.js';
import type {NewEntry} from '../../backbone/backbone.js';
import type {Recorder} from '../recorder.js';
import type {FeedError} from './outlet.js';

/** The facts of one cockpit, appended in the order of their numbers. */
export interface FactsIn {
  /** `bytes` is how long its message was. */
  take(fact: FeedFact, bytes: number): void;
  /** It said anew who it is: it will send what the relay does not have in this epoch of the stream. */
  restart(epoch: string): void;
  stop(): void;
}

export interface FactsInParts {
  readonly recorder: Recorder;
  /** What a fact means for what fires: taken in with it. */
  also(fact: FeedFact): readonly NewEntry[];
  onError(error: FeedError): void;
  /** Whether more may come: a cockpit that has much to tell is held back, never refused. */
  onPressure(much: boolean): void;
}

interface Waiting {
  readonly fact: FeedFact;
  readonly bytes: number;
}

const MOST_WAITING = {facts: 512, bytes: 1024 * 1024};
const BATCH = 256;

export function factsIn({recorder, also, onError, onPressure}: FactsInParts): FactsIn {
  let waiting: Waiting[] = [];
  let last = 0;
  /** The epoch in which it was said what the relay has, and how often that was. */
  let epoch: string | undefined;
  let joins = 0;
  // While this stands, what comes after it must not be taken: the relay would count what was refused as a repeat.
  let refused: number | undefined;
  let isAppending = false;
  const press = pressure(() => waiting, onPressure);

  const refuse = (first: number) => {
    waiting = [];
    refused = first;
    onError(NOT_RECORDED);
  };

  const appendAll = async () => {
    if (isAppending) return;
    isAppending = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH);
      press();
      const entries = batch.flatMap(({fact}) => [{kind: 'fact' as const, fact}, ...also(fact)]);
      const mine = joins;
      const appended = await recorder.append('cockpit', entries, epoch);
      // What was on its way before the last join is sent again without a word.
      if (appended === undefined && mine === joins && batch[0] !== undefined) refuse(batch[0].fact.seq);
    }
    isAppending = false;
    press();
  };

  return {
    take(fact, bytes) {
      if (refused !== undefined) {
        if (fact.seq > refused) return;
        refused = undefined;
        last = fact.seq - 1;
      }
      if (fact.seq <= last) {
        onError(OUT_OF_ORDER);
        return;
      }
      last = fact.seq;
      waiting.push({fact, bytes});
      press();
      void appendAll();
    },
    restart(now) {
      // What waits is sent again with all that the relay lacks now, which may be more: behind it, that would be repeats.
      waiting = [];
      epoch = now;
      joins += 1;
      refused = undefined;
      last = 0;
      press();
    },
    stop() {
      waiting = [];
    },
  };
}

/** Says when much begins to wait, and when it does no more. */
function pressure(waiting: () => readonly Waiting[], onPressure: FactsInParts['onPressure']): () => void {
  let isHeld = false;
  return () => {
    const much = waiting().length >= MOST_WAITING.facts || bytesOf(waiting()) >= MOST_WAITING.bytes;
    if (much === isHeld) return;
    isHeld = much;
    onPressure(much);
  };
}

function bytesOf(waiting: readonly Waiting[]): number {
  return waiting.reduce((sum, {bytes}) => sum + bytes, 0);
}

const NOT_RECORDED: FeedError = {
  code: 'not-recorded',
  message: 'A fact could not be recorded, and those after it were not looked at.',
  hint: 'Join again and send what the relay does not have.',
};

const OUT_OF_ORDER: FeedError = {
  code: 'out-of-order',
  message: 'A fact has a number that is not above the one before it.',
  hint: 'Send facts in the order of their numbers; join again to begin earlier.',
};
