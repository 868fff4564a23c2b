import type {Finding, Invocation} from './invocation.js';
import {STEERS} from './steers.js';

/** Variables set for a command, or by it alone, that decide what commands are or do. */
export function steering({words, sets}: Invocation): readonly Finding[] {
  return sets
    .filter(name => STEERS.test(name) && !(name === 'IFS' && words[0]?.value === 'read'))
    .map(name => ({
      level: 'changes',
      reason: `sets ${name}${words.length === 0 ? ', which decides what the next statements do' : ' for the command'}`,
      known: true,
    }));
}
