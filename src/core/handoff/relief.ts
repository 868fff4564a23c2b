import type {RunningShift, ShiftState} from '../shift/state.js';
import {watchKey} from './fold-accepted.js';

/** Somebody who has taken a watch over that still runs; Unix ms, where it is known. */
export interface Relief {
  readonly by: string;
  readonly at?: number;
}

/** Who has taken the running watch over and has not begun their own yet: until then two are on. */
export function reliefsOf({accepted, shift}: Pick<ShiftState, 'accepted' | 'shift'>): readonly Relief[] {
  if (shift === undefined) return [];
  return [...accepted].flatMap(([key, said]): readonly Relief[] => {
    const [by, from, id, kind] = JSON.parse(key) as readonly [string, string, string | null, string?];
    if (kind !== undefined || from !== shift.operator || id !== shift.id) return [];
    return [{by, ...(said === '' ? {} : {at: Number(said)})}];
  });
}

/** Whether this person has taken the running watch over, so that it ends as theirs begins. */
export function hasRelieved(
  by: string,
  {operator, id}: RunningShift,
  {accepted}: Pick<ShiftState, 'accepted'>,
): boolean {
  return by !== operator && accepted.has(watchKey({by, from: operator, shift: id}));
}
