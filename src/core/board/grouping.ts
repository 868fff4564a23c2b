import type {Labels} from '../alert/alert.js';
import {routeGroups} from '../alert/route-group.js';
import type {LiveState} from '../watch-state.js';
import type {BoardItem} from './board.js';

/** What an alert is shown under. */
export interface Bucket {
  readonly key: string;
  readonly labels: Labels;
}

/** Answers the bucket of an item; undefined where it stands for itself. */
export type Grouping = (item: BoardItem) => Bucket | undefined;

/** `route` is Alertmanager's own grouping; else by the named labels, over all sources unless `@source` is among them. */
export function groupingOf(group: string, live: Pick<LiveState, 'groups'>): Grouping {
  if (group === 'none') return () => undefined;
  if (group === 'route' || group.trim() === '') return byRoute(live);
  const names = group
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  return byLabels(names);
}

/** An alert that no route group carries (yet) stands with those of its source and name. */
function byRoute({groups}: Pick<LiveState, 'groups'>): Grouping {
  const routes = routeGroups(groups);
  return ({key, alert, name}) => {
    const group = routes.get(key);
    if (group) return group;
    return {key: `${alert.source}//{alertname=${JSON.stringify(name)}}`, labels: {alertname: name}};
  };
}

function byLabels(names: readonly string[]): Grouping {
  const buckets = new Map<string, Bucket>();
  return ({alert}) => {
    const labelOf = (name: string) => (Object.hasOwn(alert.labels, name) ? alert.labels[name] : '');
    const values = names.map(name => (name === '@source' ? alert.source : (labelOf(name) ?? '')));
    const key = `by/${names.map((name, index) => `${name}=${JSON.stringify(values[index])}`).join()}`;
    const known = buckets.get(key);
    if (known) return known;
    const bucket = {key, labels: Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))};
    buckets.set(key, bucket);
    return bucket;
  };
}
