import type {BoardItem, ShelfName} from './board.js';

export type Order = (left: BoardItem, right: BoardItem) => number;

const ORDERS: Readonly<Record<ShelfName, Order>> = {'needs-you': byUrgency, 'on-it': byForgotten, quiet: byRest};

/** The order of a shelf; total, so that equal alerts never swap. */
export function orderOf(shelf: ShelfName): Order {
  return ORDERS[shelf];
}

/** The order within a row: its lead is one that nobody has, where there is any. */
export function leadOrder(order: Order): Order {
  return (left, right) => left.rank - right.rank || order(left, right);
}

/**
 * What nobody has, then what somebody has in a pager; by severity, then the nearest deadline, then age. A row keeps its place while its ack is on its way: who acks one row
 * after the other with `a j a j` must not be taken past the next.
 */
function byUrgency(left: BoardItem, right: BoardItem): number {
  return (
    Number(left.elsewhere !== undefined) - Number(right.elsewhere !== undefined) ||
    compare(left.severity, right.severity) ||
    left.dueAt - right.dueAt ||
    left.since - right.since ||
    byName(left, right)
  );
}

/** What is to be looked at again first, then by severity, then the oldest: old acks are the forgotten ones. */
function byForgotten(left: BoardItem, right: BoardItem): number {
  return (
    Number(left.disposition.reminder === undefined) - Number(right.disposition.reminder === undefined) ||
    compare(left.severity, right.severity) ||
    left.since - right.since ||
    byName(left, right)
  );
}

const REST_RANKS: Readonly<Record<string, number>> = {silenced: 0, inhibited: 1, muted: 2};

/** Silenced before inhibited before muted; the silence that ends first comes first. */
function byRest(left: BoardItem, right: BoardItem): number {
  return (
    restRank(left) - restRank(right) ||
    compare(left.disposition.endsAt ?? Number.MAX_VALUE, right.disposition.endsAt ?? Number.MAX_VALUE) ||
    compare(left.severity, right.severity) ||
    left.since - right.since ||
    byName(left, right)
  );
}

function restRank(item: BoardItem): number {
  return item.watchdog ? 3 : (REST_RANKS[item.disposition.kind] ?? 4);
}

function byName(left: BoardItem, right: BoardItem): number {
  return compare(left.name, right.name) || compare(left.key, right.key);
}

function compare<T extends string | number>(left: T, right: T): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
