import {tokenOf} from '../alert/ack-matchers.js';
import type {WatchState} from '../watch-state.js';
import type {MeetSource} from './command.js';
import type {Decision, NewFact} from './decision.js';
import {leftSources} from './left-sources.js';

/**
 * A source answers for the first time since the start: which servers it is, and which sources of the log that are not
 * watched any more were these very servers under another name. What is theirs goes on under the new one.
 */
export function decideMeet({source}: MeetSource, state: WatchState): Decision {
  const health = state.live.sources.get(source);
  // What only a feed tells of has no servers.
  if (health?.state !== 'up' || health.members.length === 0) return [];
  const members = health.members.map(({name}) => name).sort();
  const known = state.shift.servers.get(source);
  const isKnown = known?.length === members.length && members.every((name, index) => name === known[index]);
  const met: readonly NewFact[] = isKnown ? [] : [{type: 'source.met', source, members}];
  const renamed = leftSources(state)
    .filter(({source: from}) => isSameServer(from, {source, members}, state))
    .map(({source: from}): NewFact => ({type: 'source.renamed', source, from}));
  return [...met, ...renamed];
}

interface Met {
  readonly source: string;
  readonly members: readonly string[];
}

/**
 * A silence of ours is found by its id in one cluster only. An address alone proves nothing, since one server may hold
 * the alerts of several tenants: one occurrence of the log must be there, too.
 */
function isSameServer(from: string, met: Met, state: WatchState): boolean {
  return hasSilenceOf(from, met, state) || (hasMembersOf(from, met, state) && hasAlertOf(from, met, state));
}

function hasSilenceOf(from: string, {source}: Met, {live, shift}: WatchState): boolean {
  const ids = new Set<string>();
  for (const ack of shift.acks.values()) if (ack.source === from && ack.silence) ids.add(ack.silence.id);
  for (const silence of live.silences.values()) {
    if (silence.source !== source) continue;
    const token = tokenOf(silence.comment) ?? '';
    const asked = shift.acks.get(token) ?? shift.orders.get(token);
    if (ids.has(silence.id) || asked?.source === from) return true;
  }
  return false;
}

/** All servers of the old name are among those of the new one; a source without a name went by its address. */
function hasMembersOf(from: string, {members}: Met, {shift}: WatchState): boolean {
  const known = shift.servers.get(from);
  if (known !== undefined) return known.every(name => members.includes(name));
  return members.some(name => name === from || name.startsWith(`${from}/`) || name.replace(/:(80|443)$/, '') === from);
}

function hasAlertOf(from: string, {source}: Met, {live, shift}: WatchState): boolean {
  for (const {source: of, fingerprint, startsAt} of shift.firing.values()) {
    if (of === from && live.alerts.get(`${source}/${fingerprint}`)?.startsAt === startsAt) return true;
  }
  return false;
}
