import {type AlertKey, alertKey} from './alert.js';
import type {Group} from './group.js';

const found = new WeakMap<ReadonlyMap<string, Group>, ReadonlyMap<AlertKey, Group>>();

/**
 * The one route group that stands for an alert, by alert key. Where several routes carry it, the coarsest that still
 * names something does, so that a catch-all route for machines neither scatters the board nor swallows it. Made once for each state.
 */
export function routeGroups(groups: ReadonlyMap<string, Group>): ReadonlyMap<AlertKey, Group> {
  const known = found.get(groups);
  if (known) return known;
  const best = new Map<AlertKey, Group>();
  for (const group of [...groups.values()].sort(preference)) {
    for (const fingerprint of group.fingerprints) {
      const key = alertKey({source: group.source, fingerprint});
      if (!best.has(key)) best.set(key, group);
    }
  }
  found.set(groups, best);
  return best;
}

function preference(left: Group, right: Group): number {
  const order = breadth(left) - breadth(right);
  if (order !== 0) return order;
  return left.key < right.key ? -1 : 1;
}

/** The number of labels that name a group; one without any comes last. */
function breadth(group: Group): number {
  return Object.keys(group.labels).length || Number.POSITIVE_INFINITY;
}
