import {counted} from '../../core/counted.js';
import {runUnderWay} from '../../core/runbook/walk.js';
import type {ShiftState} from '../../core/shift/state.js';
import type {WatchState} from '../../core/watch-state.js';
import type {Cockpit} from '../cockpit.js';
import {asksUnderWay} from './dispatch.js';
import {back} from './navigate.js';
import {ask} from './overlay.js';

/** What would be left open by leaving now, a sentence each. */
function unsettled(watch: WatchState, asks: number): readonly string[] {
  const {shift, recording} = watch;
  const open: string[] = [];
  if (asks > 0) open.push(`${counted(asks, 'key')} pressed last ${asks === 1 ? 'has' : 'have'} still to take effect.`);
  if (!recording.ok) open.push(`Not recorded: ${recording.message}.`);
  if (watch.role === 'attached') return open;
  const placing = [...shift.acks.values()].filter(
    ack => ack.origin === shift.origin && ack.status === 'requested',
  ).length;
  if (placing > 0) open.push(`${counted(placing, 'ack')} not placed at the source yet.`);
  const ending = [...shift.acks.values()].filter(ack => ack.origin === shift.origin && ack.silenceOpen).length;
  if (ending > 0) open.push(`${counted(ending, 'released ack')} still silenced at the source.`);
  const running = [...shift.walks.values()].filter(
    walk => walk.origin === shift.origin && runUnderWay(walk) !== undefined,
  ).length;
  if (running > 0)
    open.push(`${counted(running, 'statement')} still running: one that changes things is left to finish.`);
  const orders = ordersOpen(shift);
  if (orders > 0) open.push(`${counted(orders, 'change')} of silences outstanding.`);
  const kept = [...shift.acks.values()].filter(
    ack => ack.origin === shift.origin && ack.status === 'placed' && ack.extend,
  ).length;
  if (kept > 0) open.push(`${counted(kept, 'ack')} that only an open cockpit keeps alive.`);
  return open;
}

/** Goes one view back; from the last one it leaves, asking first when something is unsettled. */
export function quitOrBack(cockpit: Cockpit): void {
  if (!back(cockpit)) quit(cockpit);
}

export function quit(cockpit: Cockpit): void {
  const open = unsettled(cockpit.engine.store.getState(), asksUnderWay(cockpit));
  if (open.length === 0) {
    cockpit.quit();
    return;
  }
  ask(cockpit, {
    kind: 'confirm',
    title: 'quit',
    lines: open.map(text => ({text})),
    yes: 'quit anyway',
    act: () => cockpit.quit(),
  });
}

function ordersOpen(shift: ShiftState): number {
  return [...shift.orders.values()].filter(order => order.origin === shift.origin).length;
}
