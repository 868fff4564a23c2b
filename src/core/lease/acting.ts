import type {Settings} from '../settings.js';
import type {ShiftState} from '../shift/state.js';
import type {Lease} from './lease.js';

interface Knowing {
  readonly shift: ShiftState;
}

/** Whether this process sees to what stands under that journal: it is its own, or it acts for that cockpit. */
export function seesTo(origin: string, {shift}: Knowing): boolean {
  return origin === shift.origin || shift.leases.get(origin)?.holder === shift.origin;
}

/** The same of one thing that was asked for: what came after the taking is done by whoever asked. */
export function seesToAsked({origin, seq}: {readonly origin: string; readonly seq: number}, {shift}: Knowing): boolean {
  if (origin === shift.origin) return true;
  const lease = shift.leases.get(origin);
  if (lease?.holder === shift.origin && seq <= lease.upTo) return true;
  // A relay that acted for one of ours and is gone left this behind.
  return heldLeases({shift}).some(([, {holders}]) => holders.includes(origin));
}

/** Journals of the cockpits that this process acts for, with their leases. */
export function heldLeases({shift}: Knowing): readonly (readonly [string, Lease])[] {
  return [...shift.leases].filter(([, {holder}]) => holder === shift.origin);
}

/** It only ever acts for others, and nobody needs that now. */
export function isIdle(state: Knowing & {readonly settings: Settings}): boolean {
  return state.settings.standsIn === true && heldLeases(state).length === 0;
}

/** Whether it has acted for this cockpit and does so no more: what it announced is ours again. */
export function hasReturned(origin: string, {shift}: Knowing): boolean {
  const own = shift.leases.get(shift.origin);
  return own !== undefined && own.holder === undefined && own.holders.includes(origin);
}

/** Whether it was asked for here, or by a relay on behalf of whoever sits here: for people, it is one. */
export function isForUs(origin: string, {shift}: Knowing): boolean {
  return origin === shift.origin || (shift.leases.get(shift.origin)?.holders.includes(origin) ?? false);
}

/** Another process acts for this cockpit now. */
export function isActedFor({shift}: Knowing): boolean {
  return shift.leases.get(shift.origin)?.holder !== undefined;
}
