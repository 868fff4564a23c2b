import type {Finding} from './invocation.js';
import type {Unwrapped} from './unwrap.js';

/** What the wrapper itself does to what it wraps. */
export function addedBy({wrapper, name, timeout, strange}: Unwrapped): readonly Finding[] {
  const own: Finding[] = [];
  if (strange !== undefined)
    own.push({level: 'changes', reason: `${name} has the option ${strange}, which may do more`, known: false});
  if (wrapper.adds !== undefined) own.push({level: wrapper.adds, reason: `${name} runs it elsewhere`, known: true});
  const reads = {level: 'reads', known: true} as const;
  if (wrapper.endless === true) own.push({...reads, reason: `${name} repeats it`, endless: true, needsTerminal: true});
  if (timeout !== undefined) own.push({...reads, reason: `${name} ends it`, timeout});
  return own;
}
