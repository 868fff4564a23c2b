import type {AlertKey} from '../alert/alert.js';
import {isLost, notRepeated} from '../escalation/deliveries.js';
import {type Delivery, keysOf} from '../escalation/delivery.js';
import {coarse} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import type {BoardRow} from './board.js';

/** Who was paged last about the alerts of a row since it fires, and whether it got through: `paged secondary 4m ago`. */
export function pageNote(
  {items, since}: BoardRow,
  {shift, settings}: Pick<WatchState, 'shift' | 'settings'>,
  now: number,
): readonly string[] {
  const pages = pagesOf(shift.deliveries);
  if (pages.size === 0) return [];
  const about = new Set(items.flatMap(({key}) => pages.get(key) ?? []).filter(one => one.requestedAt >= since));
  const last = [...about].reduce<Delivery | undefined>(
    (newest, one) => (newest === undefined || one.requestedAt > newest.requestedAt ? one : newest),
    undefined,
  );
  if (last === undefined) return [];
  const call = [...about].filter(one => one.escalation === last.escalation);
  const isOwn = last.by === settings.operator;
  return [
    ...said(
      isOwn ? 'paged' : `${last.by} paged`,
      call.filter(isSent),
      ` ${coarse(Math.max(0, now - last.requestedAt))} ago`,
    ),
    ...said(isOwn ? 'paging' : `${last.by} is paging`, call.filter(isUnderWay), ''),
    ...said('NOT paged', call.filter(isLost), ''),
  ];
}

function said(verb: string, deliveries: readonly Delivery[], when: string): readonly string[] {
  const targets = [...new Set(deliveries.map(({target}) => target))].join(', ');
  return targets === '' ? [] : [`${verb} ${targets}${when}`];
}

const isSent = ({state}: Delivery) => state === 'sent';
const isUnderWay = ({state}: Delivery) => state === 'requested';

type Deliveries = WatchState['shift']['deliveries'];

const pagesIn = new WeakMap<Deliveries, ReadonlyMap<AlertKey, readonly Delivery[]>>();

/** Pages by the alerts that they were about; made once for each state of the deliveries. */
function pagesOf(deliveries: Deliveries): ReadonlyMap<AlertKey, readonly Delivery[]> {
  const known = pagesIn.get(deliveries);
  if (known !== undefined) return known;
  const pages = new Map<AlertKey, Delivery[]>();
  for (const one of notRepeated([...deliveries.values()].filter(isPage)))
    for (const key of keysOf(one.alerts)) pages.set(key, [...(pages.get(key) ?? []), one]);
  pagesIn.set(deliveries, pages);
  return pages;
}

function isPage({verb, escalation, ticket, test}: Delivery): boolean {
  return (
    escalation !== undefined && ticket === undefined && test === undefined && (verb === 'create' || verb === 'escalate')
  );
}
