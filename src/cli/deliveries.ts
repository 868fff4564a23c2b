import type {Delivery} from '../core/escalation/delivery.js';
import type {Fact} from '../core/shift/fact.js';
import type {WatchState} from '../core/watch-state.js';
import {EXIT, type ExitCode} from './exit-codes.js';
import type {Hands} from './hands.js';
import {iso} from './times.js';

/** A delivery as scripts read it. */
export function deliveryJson(one: Delivery): Readonly<Record<string, unknown>> {
  return {
    id: one.delivery,
    target: one.target,
    kind: one.kind,
    state: one.state,
    key: one.key,
    attempts: one.attempts,
    error: errorOf(one) ?? null,
    verb: one.verb,
    title: one.title,
    by: one.by,
    requestedAt: iso(one.requestedAt),
    expiresAt: iso(one.expiresAt),
    ...(one.settledAt === undefined ? {} : {settledAt: iso(one.settledAt)}),
    ...(one.repeat === undefined ? {} : {repeat: one.repeat}),
    ...(one.stopped === undefined ? {} : {stopped: true}),
    ...(one.test === undefined ? {} : {test: true}),
    ...(one.remark === undefined ? {} : {remark: one.remark}),
    ...(one.url === undefined ? {} : {url: one.url}),
  };
}

/** Why it is not there, if it is not. */
export function errorOf({state, trouble}: Delivery): string | undefined {
  if (state === 'sent') return undefined;
  return trouble?.reason ?? (state === 'expired' ? 'it could not be sent before it was no news any more' : undefined);
}

/** What became of a delivery, for people. */
export function deliveryLine(one: Delivery): string {
  const where = `${one.title} to ${one.target}`;
  switch (one.state) {
    case 'sent':
      return `${where}: sent${triesOf(one)}${one.repeat === undefined ? '' : '; it may be there twice'}${
        one.remark === undefined ? '' : ` (${one.remark})`
      }`;
    case 'requested':
      return `${where}: not sent yet${triesOf(one)}${said(one)}`;
    case 'expired':
      return `${where}: EXPIRED, not sent${triesOf(one)}${said(one)}`;
    case 'failed':
      return `${where}: ${one.stopped === true ? 'stopped' : 'NOT SENT'}${triesOf(one)}${said(one)}`;
  }
}

function triesOf({attempts}: Delivery): string {
  return attempts > 1 ? ` (${attempts} tries)` : '';
}

function said({trouble}: Delivery): string {
  return trouble === undefined ? '' : `: ${trouble.reason}`;
}

/** The deliveries that facts asked for, as they are now. */
export function deliveriesOf(facts: readonly Fact[], {shift}: WatchState): readonly Delivery[] {
  return facts.flatMap(fact => {
    const one =
      'delivery' in fact && typeof fact.delivery === 'string' ? shift.deliveries.get(fact.delivery) : undefined;
    return fact.type === 'delivery.requested' && one !== undefined ? [one] : [];
  });
}

/** Waits until what facts asked to be sent is settled, at most so long (ms), and answers how it ended. */
export async function settleDeliveries(
  facts: readonly Fact[],
  hands: Hands,
  wait: number,
): Promise<readonly Delivery[]> {
  const asked = facts.filter(fact => fact.type === 'delivery.requested');
  if (asked.length === 0) return [];
  await hands.settle(asked, wait);
  return deliveriesOf(asked, hands.state());
}

/** What became of an ack, or of its end, at a place that was told of it. */
export function placeLine(one: Delivery): string {
  const done = DONE[one.verb] ?? 'told';
  return one.state === 'sent'
    ? `${one.target}: ${one.remark ?? done}`
    : `${one.target}: ${one.state === 'requested' ? `not ${done} yet` : `NOT ${done}`}${said(one)}`;
}

const DONE: Partial<Readonly<Record<Delivery['verb'], string>>> = {ack: 'acknowledged', release: 'un-acked'};

/** 0 only when all of it is there. */
export function deliveriesExit(deliveries: readonly Delivery[]): ExitCode {
  if (deliveries.some(({state}) => state === 'failed' || state === 'expired')) return EXIT.failed;
  return deliveries.some(({state}) => state === 'requested') ? EXIT.unreachable : EXIT.done;
}

/** What others asked for before and is still to be sent, as sentences. */
export function olderSaid(deliveries: readonly Delivery[], {shift}: WatchState): readonly string[] {
  const own = new Set(deliveries.map(({delivery}) => delivery));
  const older = [...shift.deliveries.values()].filter(
    one => one.state === 'requested' && one.origin === shift.origin && !own.has(one.delivery),
  );
  return older.length === 0
    ? []
    : ['Not sent yet from before; `wk deliveries flush` sends them:', ...older.map(one => `  ${deliveryLine(one)}`)];
}

/** The operator's next step for what did not arrive. */
export function hintsOf(deliveries: readonly Delivery[]): readonly string[] {
  return [...new Set(deliveries.flatMap(({state, trouble}) => (state === 'sent' ? [] : (trouble?.hint ?? []))))];
}
