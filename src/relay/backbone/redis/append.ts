import {type Appended, BackboneError} from '../backbone.js';
import {checkEpoch, entryOf, type Prepared} from '../prepare.js';
import type {Follower} from './follower.js';
import type {Link} from './link.js';
import {asError, reasonOf} from './reason.js';
import {type Reply, runScript} from './run-script.js';

/** Redis does so much at once and nothing else meanwhile: entries, and bytes of them. */
const CALL = 500;
const CALL_BYTES = 4 * 1024 * 1024;
/** The epoch may change while it is written, but not for ever. */
const TRIES = 3;

/** Rejects with {@link BackboneError} within the time an answer may take; what was asked for may then have been done. */
export async function appendPrepared(follower: Follower, prepared: readonly Prepared[]): Promise<readonly Appended[]> {
  const appended: Appended[] = [];
  for (const call of callsOf(prepared)) appended.push(...(await appendCall(follower, call)));
  return appended;
}

function callsOf(prepared: readonly Prepared[]): readonly (readonly Prepared[])[] {
  const calls: Prepared[][] = [];
  let bytes = 0;
  for (const one of prepared) {
    bytes += one.body.length;
    const last = calls.at(-1);
    if (last !== undefined && last.length < CALL && bytes <= CALL_BYTES) last.push(one);
    else {
      calls.push([one]);
      bytes = one.body.length;
    }
  }
  return calls;
}

async function appendCall(follower: Follower, entries: readonly Prepared[]): Promise<readonly Appended[]> {
  const at = follower.settings.clock.now();
  let known = follower.epoch;
  for (let tries = 0; tries < TRIES; tries++) {
    checkEpoch(entries, known);
    const reply = await ask(follower, {known, entries, at});
    if (reply.kind === 'moved') known = reply.epoch;
    else if (reply.kind === 'late') follower.ahead = reply.now - follower.settings.clock.monotonic();
    else return entries.map((one, index) => placed(one, reply.numbers[index], {epoch: known, at}));
  }
  throw new BackboneError('unavailable', 'the stream in Redis was made anew more than once');
}

function placed(
  one: Prepared,
  seq: number | undefined,
  place: {readonly epoch: string; readonly at: number},
): Appended {
  return seq === undefined || seq === 0 ? undefined : entryOf(one, seq, place);
}

async function ask(
  follower: Follower,
  {known, entries, at}: {readonly known: string; readonly entries: readonly Prepared[]; readonly at: number},
): Promise<Reply> {
  const {link, settings, window} = follower;
  if (link === undefined) throw new BackboneError('unavailable', follower.trouble);
  const {clock, keys, ids, keep, mostFiring: firing, remember, timeout} = settings;
  const seen = known === follower.epoch ? window.head : 0;
  const deadline = follower.ahead + clock.monotonic() + timeout;
  try {
    const call = {keys, known, seen, fresh: ids('e'), deadline, keep, firing, remember, entries, at};
    return await link.within(runScript(link.asking, call));
  } catch (error) {
    throw refused(link, error);
  }
}

/** Whatever Redis refuses, it would refuse the next one too: the link begins anew, and says when it works again. */
function refused(link: Link, error: unknown): BackboneError {
  link.end(asError(error));
  return new BackboneError('unavailable', `Redis did not take it in: ${reasonOf(error)}`, {cause: error});
}
