import type {Labels} from '../../core/alert/alert.js';
import type {Group} from '../../core/alert/group.js';
import type {Changes} from '../../core/live/update.js';
import type {MemberGroup} from './listing.js';
import type {MemberView} from './member.js';
import {sameList} from './normalise.js';

type Sets = Map<string, {readonly group: Pick<Group, 'receiver' | 'labels'>; readonly fingerprints: Set<string>}>;

/**
 * The members' groups as one, and what that changes. An alert that is missing but not resolved stays in the group it
 * was in, so that its row does not jump.
 */
export function groupFold(source: string, seed: readonly Group[] = []) {
  let known = new Map(seed.map(group => [group.key, group]));
  return (members: readonly MemberView[], isAbsent: (fingerprint: string) => boolean): Changes<Group> => {
    const answering = members.filter(member => member.up);
    if (answering.length === 0) return {changed: [], gone: []};
    const sets: Sets = new Map();
    for (const group of answering.flatMap(member => member.groups ?? [])) add(sets, keyOf(source, group), group);
    for (const [key, group] of known) {
      const fingerprints = group.fingerprints.filter(isAbsent);
      if (fingerprints.length > 0) add(sets, key, {...group, fingerprints});
    }
    const next = new Map([...sets].map(([key, set]) => [key, groupOf(set, {key, source, before: known.get(key)})]));
    const changed = [...next.values()].filter(group => known.get(group.key) !== group);
    const gone = [...known.keys()].filter(key => !next.has(key));
    known = next;
    return {changed, gone};
  };
}

function add(sets: Sets, key: string, group: MemberGroup): void {
  const found = sets.get(key);
  if (found === undefined) sets.set(key, {group, fingerprints: new Set(group.fingerprints)});
  else for (const fingerprint of group.fingerprints) found.fingerprints.add(fingerprint);
}

function groupOf(
  {group, fingerprints}: {readonly group: Pick<Group, 'receiver' | 'labels'>; readonly fingerprints: Set<string>},
  {key, source, before}: {readonly key: string; readonly source: string; readonly before: Group | undefined},
): Group {
  const sorted = [...fingerprints].sort();
  if (before !== undefined && sameList(before.fingerprints, sorted)) return before;
  return {key, source, receiver: group.receiver, labels: group.labels, fingerprints: sorted};
}

function keyOf(source: string, group: Pick<MemberGroup, 'receiver' | 'labels'>): string {
  return `${source}/${group.receiver}/${labelText(group.labels)}`;
}

/** Labels as Alertmanager writes them, by name. */
function labelText(labels: Labels): string {
  const pairs = Object.keys(labels)
    .sort()
    .map(name => `${name}=${JSON.stringify(labels[name])}`);
  return `{${pairs.join(', ')}}`;
}
