import {errorCode} from '../lib/node/files.js';
import type {ListedProcess} from './listed-process.js';
import {pause} from './pause.js';
import {membersOf, type ProcessMark} from './processes.js';

/** After KILL only the kernel can still be busy with it. */
const AFTER_KILL_MS = 2_000;
const LOOK_MS = 25;

/**
 * TERM, and after `grace` ms KILL, to everything in the group and the session of `leader`. Resolves when nothing of it
 * lives; answers what could not be ended, such as what runs as somebody else.
 */
export async function stopGroup(leader: ProcessMark, grace: number): Promise<readonly ListedProcess[]> {
  let left = await signalled(leader, 'SIGTERM');
  left = await untilGone(leader, left, grace);
  if (left.length === 0) return [];
  left = await signalled(leader, 'SIGKILL');
  return untilGone(leader, left, AFTER_KILL_MS);
}

/** The same for processes that have nothing in common; `who` is asked anew each time, so that no number is taken for another. */
export async function stopEach(who: () => Promise<readonly ListedProcess[]>, grace: number): Promise<void> {
  for (const [signal, limit] of [
    ['SIGTERM', grace],
    ['SIGKILL', AFTER_KILL_MS],
  ] as const) {
    for (const {pid} of await who()) send(pid, signal);
    for (let waited = 0; waited < limit && (await who()).length > 0; waited += LOOK_MS) await pause(LOOK_MS);
  }
}

async function signalled(leader: ProcessMark, signal: NodeJS.Signals): Promise<readonly ListedProcess[]> {
  const members = await membersOf(leader);
  // In one call where it is one group, so that nobody in it can start another in between.
  if (members.some(({group}) => group === leader.pid)) send(-leader.pid, signal);
  for (const {pid, group} of members) if (group !== leader.pid) send(pid, signal);
  return members;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // ESRCH: gone by itself. EPERM: somebody else's; it is in the answer then.
    if (!['ESRCH', 'EPERM'].includes(errorCode(error) ?? '')) throw error;
  }
}

async function untilGone(
  leader: ProcessMark,
  members: readonly ListedProcess[],
  limit: number,
): Promise<readonly ListedProcess[]> {
  let left = members;
  for (let waited = 0; left.length > 0 && waited < limit; waited += LOOK_MS) {
    await pause(LOOK_MS);
    left = await membersOf(leader);
  }
  return left;
}
