import {counted} from '../../../core/counted.js';
import {alertName} from '../alert-name.js';
import type {AlertEntry} from '../backbone.js';
import {readEntry} from '../entry-text.js';
import {type Prepared, prepare} from '../prepare.js';
import type {Follower} from './follower.js';
import type {Link} from './link.js';
import type {LoadedStream} from './load-stream.js';
import {runScript} from './run-script.js';

/** Redis does so much at once and nothing else meanwhile. */
const CALL = 500;

/**
 * Tells a stream that was made anew what fired by the old one, where the new one says nothing of it: what hooks tell once
 * is lost otherwise. It keeps the time at which it was told. Other relays say the same, so that it is told once. Answers
 * whether there was any. Rejects where it could not be done: then it is to be tried again.
 */
export async function putBack(
  follower: Follower,
  link: Link,
  {epoch, loaded}: {readonly epoch: string; readonly loaded: LoadedStream},
): Promise<boolean> {
  const lacking = lackingIn(follower.firing.entries(), loaded);
  for (let from = 0; from < lacking.length; from += CALL) {
    await tell(follower, link, {epoch, entries: lacking.slice(from, from + CALL).map(prepared)});
  }
  const alerts = counted(lacking.length, 'alert');
  const done = lacking.length === 0 ? '' : `; ${alerts} that fired by the old one are told to it again`;
  follower.warn(`The stream in Redis was made anew: what it had is gone, or part of it${done}.`);
  return lacking.length > 0;
}

function lackingIn(known: readonly AlertEntry[], {texts, firing}: LoadedStream): readonly AlertEntry[] {
  if (known.length === 0) return [];
  const there = [...firing.map(([, text]) => text), ...texts].flatMap(text => {
    const entry = readEntry(text, seqOf(text));
    return entry.kind === 'alert' ? [alertName(entry.alert)] : [];
  });
  const told = new Set(there);
  return known.filter(({alert}) => !told.has(alertName(alert)));
}

/** An entry begins with its number. */
function seqOf(text: string): number {
  return Number(/^\{"seq":(\d+)/.exec(text)?.[1]);
}

function prepared({alert, at}: AlertEntry): Prepared {
  const key = JSON.stringify(['put back', alertName(alert), alert.startsAt]);
  const entry = prepare({kind: 'alert', key, value: 'firing', alert});
  return {...entry, toldAt: at};
}

async function tell(
  {settings}: Follower,
  link: Link,
  {epoch, entries}: {readonly epoch: string; readonly entries: readonly Prepared[]},
): Promise<void> {
  const {clock, keys, ids, keep, mostFiring: firing, remember} = settings;
  const call = {keys, known: epoch, seen: 0, fresh: ids('e'), deadline: 0, keep, firing, remember, entries};
  const reply = await link.within(runScript(link.asking, {...call, at: clock.now()}));
  if (reply.kind !== 'ok') throw new Error('its stream was made anew once more');
}
