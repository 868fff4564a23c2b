import type {Entry} from '../backbone.js';
import {readEntry} from '../entry-text.js';
import type {Follower} from './follower.js';
import type {Link} from './link.js';

/** So many ms are waited for an entry before it is looked whether the stream is still the same. */
const BLOCK = 1000;
const COUNT = 500;

/** Hears entries as they come. Resolves when what comes does not lead on from what was heard; rejects with the link. */
export async function follow(follower: Follower, link: Link): Promise<void> {
  for (let goesOn = true; goesOn; ) {
    const {keys, timeout} = follower.settings;
    const from = {key: keys.stream, id: `${follower.window.head}-0`};
    const found = await link.within(link.waiting.xRead(from, {BLOCK, COUNT}), BLOCK + timeout);
    const messages = found?.[0]?.messages ?? [];
    goesOn = messages.length === 0 ? await isSameStream(follower, link) : hear(follower, messages);
  }
}

/** A stream that was made anew is silent until it has grown past what was heard of the old one. */
async function isSameStream({settings, epoch, window}: Follower, link: Link): Promise<boolean> {
  // Over the other connection, so that one that has died unnoticed is found out here and not by an append.
  const asked = link.asking.hmGet(settings.keys.meta, ['epoch', 'seq']);
  const [found, seq] = await link.within(asked);
  return found === epoch && Number(seq) >= window.head;
}

interface Message {
  readonly id: string;
  readonly message: Readonly<Record<string, string>>;
}

function hear({window, firing, listeners, epoch}: Follower, messages: readonly Message[]): boolean {
  const heard: Entry[] = [];
  let leadsOn = true;
  for (const {id, message} of messages) {
    leadsOn = Number.parseInt(id, 10) === window.head + 1 && message.epoch === epoch;
    if (!leadsOn) break;
    const text = message.entry ?? '';
    window.add(text);
    const entry = readEntry(text, window.head);
    firing.take(entry, text);
    heard.push(entry);
  }
  if (heard.length > 0) listeners.tell(heard);
  return leadsOn;
}
