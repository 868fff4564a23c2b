import type {SourceHealth} from '../live/update.js';
import {brief} from '../time/duration.js';

/** How an alert ends that no poll of ours sees end: `ends 30m after its last sign, or by R`; undefined for all others. */
export function endingWords(health: Pick<SourceHealth, 'powers' | 'lastGood'> | undefined): string | undefined {
  const {powers, lastGood} = health ?? {};
  // Before the relay has spoken nobody knows how its alerts end.
  if (powers === undefined || powers.silence || lastGood === undefined) return undefined;
  const {resolve, resolveAfter} = powers;
  const after = resolveAfter === undefined ? undefined : `${brief(resolveAfter)} after its last sign`;
  if (resolve)
    return after === undefined ? 'ends when its sender says so' : `ends when its sender says so, or ${after}`;
  return after === undefined ? 'ends by R alone' : `ends ${after}, or by R`;
}
