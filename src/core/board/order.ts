import type {BoardItem, ShelfName} from './board.js';

export type Order = (left: BoardItem, right: BoardItem) => number;

/** The order of a shelf; total, so that equal alerts never swap. `operator` is whose acks come first. */
export function orderOf(shelf: ShelfName, operator: string): Order {
  if (shelf === 'needs-you') return byUrgency;
  return shelf === 'on-it' ? byOwner(operator) : byRest;
}

/** The order within a row: its lead is one that nobody has, where there is any. */
export function leadOrder(order: Order): Order {
  return (left, right) => left.rank - right.rank || order(left, right);
}

/**
 * By severity, then the nearest deadline, then age. A row keeps its place while its ack is on its way: who acks one row
 * after the other with `a j a j` must not be taken past the next.
 */
function byUrgency(left: BoardItem, right: BoardItem): number {
  return (
    compare(left.severity, right.severity) ||
    left.dueAt - right.dueAt ||
    left.alert.startsAt - right.alert.startsAt ||
    byName(left, right)
  );
}

/** What the operator is to look at again first, then one's own, then by owner; the oldest first: old acks are the forgotten ones. */
function byOwner(operator: string): Order {
  return (left, right) => {
    const [a, b] = [left.disposition.owner ?? '', right.disposition.owner ?? ''];
    return (
      Number(left.disposition.reminder === undefined) - Number(right.disposition.reminder === undefined) ||
      Number(a !== operator) - Number(b !== operator) ||
      compare(a, b) ||
      left.alert.startsAt - right.alert.startsAt ||
      compare(left.severity, right.severity) ||
      byName(left, right)
    );
  };
}

const REST_RANKS: Readonly<Record<string, number>> = {silenced: 0, inhibited: 1, muted: 2};

/** Silenced before inhibited before muted; the silence that ends first comes first. */
function byRest(left: BoardItem, right: BoardItem): number {
  return (
    restRank(left) - restRank(right) ||
    compare(left.disposition.endsAt ?? Number.MAX_VALUE, right.disposition.endsAt ?? Number.MAX_VALUE) ||
    compare(left.severity, right.severity) ||
    left.alert.startsAt - right.alert.startsAt ||
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
