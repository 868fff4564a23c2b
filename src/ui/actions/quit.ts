import {counted} from '../../core/counted.js';
import {outstandingDeliveries} from '../../core/escalation/deliveries.js';
import {dueLevels} from '../../core/escalation/due-levels.js';
import {runUnderWay} from '../../core/runbook/walk.js';
import {isWatched} from '../../core/shift/left-sources.js';
import type {WatchState} from '../../core/watch-state.js';
import type {Cockpit} from '../cockpit.js';
import type {Said} from '../overlays/overlay.js';
import {asksUnderWay} from './dispatch.js';
import {back} from './navigate.js';
import {ask} from './overlay.js';

/** What would be left open by leaving now, a sentence each. */
function unsettled(watch: WatchState, {asks, now}: {readonly asks: number; readonly now: number}): readonly string[] {
  const {shift, recording} = watch;
  const open: string[] = [];
  if (asks > 0) open.push(`${counted(asks, 'key')} pressed last ${asks === 1 ? 'has' : 'have'} still to take effect.`);
  if (!recording.ok) open.push(`Not recorded: ${recording.message}.`);
  if (watch.role === 'attached') return open;
  const acks = [...shift.acks.values()].filter(
    ({origin, source}) => origin === shift.origin && isWatched(source, watch),
  );
  const placing = acks.filter(ack => ack.status === 'requested').length;
  if (placing > 0) open.push(`${counted(placing, 'ack')} not placed at the source yet.`);
  const ending = acks.filter(ack => ack.silenceOpen).length;
  if (ending > 0) open.push(`${counted(ending, 'released ack')} still silenced at the source.`);
  const running = [...shift.walks.values()].filter(
    walk => walk.origin === shift.origin && runUnderWay(walk) !== undefined,
  ).length;
  if (running > 0)
    open.push(`${counted(running, 'statement')} still running: one that changes things is left to finish.`);
  const sending = outstandingDeliveries(watch).length;
  if (sending > 0)
    open.push(
      `${counted(sending, 'page or message', 'pages or messages')} not sent yet: sent only while a cockpit is open.`,
    );
  const announced = dueLevels(watch, now).announced.length;
  if (announced > 0)
    open.push(`${counted(announced, 'level')} about to be paged by itself: only an open cockpit does that.`);
  const orders = ordersOpen(watch);
  if (orders > 0) open.push(`${counted(orders, 'change')} of silences outstanding.`);
  const kept = acks.filter(ack => ack.status === 'placed' && ack.extend).length;
  if (kept > 0) open.push(`${counted(kept, 'ack')} that only an open cockpit keeps alive.`);
  return open;
}

/** Goes one view back; from the last one it leaves, asking first when something is unsettled. */
export function quitOrBack(cockpit: Cockpit): void {
  if (!back(cockpit)) quit(cockpit);
}

export function quit(cockpit: Cockpit): void {
  // What was open in a watch that is over is nobody's to settle here.
  const open = (watch: WatchState) =>
    watch.replay === undefined ? unsettled(watch, {asks: asksUnderWay(cockpit), now: cockpit.clock.now()}) : [];
  if (open(cockpit.engine.store.getState()).length === 0) {
    cockpit.quit();
    return;
  }
  ask(cockpit, {
    kind: 'confirm',
    title: 'quit',
    lines: watch => openLines(open(watch)),
    yes: 'quit anyway',
    act: () => cockpit.quit(),
  });
}

/** What is settled while the question stands there is no reason any more. */
function openLines(open: readonly string[]): readonly Said[] {
  return open.length === 0 ? [{text: 'Everything is settled now.'}] : open.map(text => ({text}));
}

function ordersOpen(watch: WatchState): number {
  const {orders, origin} = watch.shift;
  return [...orders.values()].filter(order => order.origin === origin && isWatched(order.source, watch)).length;
}
