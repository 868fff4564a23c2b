import {sourceWords} from '../../../core/board/source-words.js';
import {toldBrief} from '../../../core/board/told-words.js';
import type {MemberHealth, SourceHealth} from '../../../core/live/update.js';
import {brief} from '../../../core/time/duration.js';
import type {StillRow} from '../../components/StillTable.js';
import type {Scene} from '../../scene.js';

const STATES = {good: 'answers', connecting: 'asking', ageing: 'late', blind: 'blind'} as const;

/** One row for each source and one for each of its members, as words. */
export function sourceRows({watch, now, columns}: Scene): readonly StillRow[] {
  const isWide = columns >= 90;
  return [...watch.live.sources.values()].flatMap(health => [
    sourceRow(health, now, isWide),
    ...health.members.map(member => memberRow(member, now, isWide)),
  ]);
}

function sourceRow(health: SourceHealth, now: number, isWide: boolean): StillRow {
  const words = sourceWords(health, now);
  // That the feed answers says nothing of who tells by it.
  const told = toldBrief(health, now);
  const row = {
    source: health.source,
    state: told !== undefined && words.tone === 'good' ? 'live' : STATES[words.tone],
    'last good': told ?? (words.age === '' ? 'never' : `${words.age} ago`),
  };
  if (!isWide) return row;
  return {
    ...row,
    every: brief(health.interval),
    took: health.latency === undefined ? '' : `${Math.round(health.latency)}ms`,
    skew: health.skew === undefined ? '' : `${Math.round(health.skew / 1000)}s`,
    up: '',
    version: '',
  };
}

function memberRow(member: MemberHealth, now: number, isWide: boolean): StillRow {
  const row = {source: `  ${member.name}`, state: member.up ? 'up' : 'down', 'last good': ''};
  if (!isWide) return row;
  const up = member.startedAt === undefined ? '' : brief(Math.max(0, now - member.startedAt));
  return {...row, every: '', took: '', skew: '', up, version: member.version ?? ''};
}
