import {tokenOf} from '../alert/ack-matchers.js';
import {type Alert, alertKey} from '../alert/alert.js';
import {ackPrefixes, type Disposition, dispositionOf} from '../alert/disposition.js';
import {severityOf, worst} from '../alert/severity.js';
import {startedAt} from '../alert/started.js';
import {summaryOf} from '../alert/summary.js';
import {shortWhy} from '../live/tells-all.js';
import type {SourceHealth} from '../live/update.js';
import type {WatchState} from '../watch-state.js';
import {contactsFor} from './contacts.js';
import type {Episode} from './episodes.js';
import {isUrgent} from './figures.js';
import type {Held, OngoingIssue} from './handoff.js';
import {isDeadMansSwitch, issueOf} from './issue.js';
import {isKept} from './kept.js';
import {type KnownLive, remembered} from './known-live.js';
import {type PageAbout, pagesAbout} from './pages.js';

/** What fires now: P1 and P2 before the rest, what nobody has before what somebody has, then the worst first. */
export function ongoingIssues(
  known: KnownLive,
  {episodes, pages}: {readonly episodes: readonly Episode[]; readonly pages: readonly PageAbout[]},
  now: number,
): readonly OngoingIssue[] {
  const {state, lastWord} = known;
  const groups = new Map<string, Alert[]>();
  for (const alert of firing(state)) {
    const {id} = issueOf(alert);
    const group = groups.get(id);
    if (group) group.push(alert);
    else groups.set(id, [alert]);
  }
  const open = new Map(episodes.filter(({endedAt}) => endedAt === undefined).map(episode => [episode.issue, episode]));
  return [...groups]
    .flatMap(([id, alerts]) => issueFrom(alerts, {state, lastWord, now, episode: open.get(id), pages}) ?? [])
    .sort((a, b) => order(a).localeCompare(order(b)) || a.since - b.since);
}

/** What a source does not show any more is still there until its end is recorded: nobody would find it otherwise. */
function firing({live, shift, settings}: WatchState): readonly Alert[] {
  const gone = [...shift.firing.values()].filter(one => !live.alerts.has(alertKey(one)));
  return [...live.alerts.values(), ...gone.map(one => ({...remembered(one, live.silences), absentSince: 0}))].filter(
    ({source, labels}) => !isDeadMansSwitch(source, labels, settings),
  );
}

interface Look extends KnownLive {
  readonly now: number;
  readonly episode: Episode | undefined;
  readonly pages: readonly PageAbout[];
}

function issueFrom(all: readonly Alert[], {state, lastWord, now, episode, pages}: Look): OngoingIssue | undefined {
  const firingStill = all.filter(({absentSince}) => absentSince === undefined);
  const alerts = firingStill.length > 0 ? firingStill : all;
  const [first] = alerts;
  if (!first) return undefined;
  const {name, place} = issueOf(first);
  const health = state.live.sources.get(first.source);
  const runbook = first.annotations.runbook_url ?? first.annotations.runbook;
  const {firing} = state.shift;
  const since = Math.min(...alerts.map(alert => startedAt(alert, {key: alertKey(alert), firing, now})));
  const severity = worst(alerts.map(({labels}) => severityOf(labels, state.settings.severity).severity));
  return {
    severity,
    name,
    place,
    since,
    alerts: alerts.length,
    summary: summaryOf(first.annotations),
    held: heldBy(alerts, {state, now}),
    notes: episode?.notes ?? [],
    contacts: contactsFor({labels: first.labels, severity}, state.settings),
    pages: pagesAbout(pages, alerts, {from: Math.min(since, episode?.startedAt ?? since), to: now}),
    ...(runbook === undefined ? {} : {runbook}),
    ...(health?.state === 'up' ? {} : {asOf: health?.lastGood ?? lastWord(first.source)}),
    ...(firingStill.length > 0 ? {} : goneFrom(all, health)),
  };
}

/** What is missing from a list that may be short may fire all the same. */
function goneFrom(
  alerts: readonly Alert[],
  health: SourceHealth | undefined,
): Pick<OngoingIssue, 'goneSince' | 'mayFire'> {
  const isShort = health !== undefined && shortWhy(health) !== undefined;
  return {
    goneSince: Math.max(...alerts.map(({absentSince = 0}) => absentSince)),
    ...(isShort ? {mayFire: true} : {}),
  };
}

const RANK: Readonly<Record<Held['kind'], number>> = {
  unacked: 0,
  acking: 1,
  acked: 2,
  silenced: 3,
  inhibited: 4,
  muted: 5,
};

function heldBy(alerts: readonly Alert[], {state, now}: Pick<Look, 'state' | 'now'>): readonly Held[] {
  const held = new Map<string, Held>();
  for (const alert of alerts) {
    const one = asHeld(dispositionOf(alert, state, now), alert, state);
    const key = JSON.stringify({...one, alerts: 0});
    held.set(key, {...one, alerts: (held.get(key)?.alerts ?? 0) + 1});
  }
  return [...held.values()].sort((a, b) => RANK[a.kind] - RANK[b.kind]);
}

function asHeld(found: Disposition, alert: Alert, state: WatchState): Held {
  const by = found.owner ?? found.by;
  const ack = found.ack === undefined ? undefined : state.shift.acks.get(found.ack);
  const silence = state.live.silences.get(`${alert.source}/${found.silence}`);
  const comment = spoken(ack?.comment ?? silence?.comment ?? '', state);
  return {
    kind: found.kind,
    alerts: 1,
    ...(by === undefined ? {} : {by}),
    ...(found.endsAt === undefined ? {} : {until: ack?.until ?? found.endsAt}),
    ...(ack !== undefined && isKept(ack, state) ? {extended: true} : {}),
    ...(comment === '' ? {} : {comment}),
    ...(found.trouble === undefined ? {} : {trouble: found.trouble}),
  };
}

/** A comment without what is for machines: the prefix that makes it an ack, and our own mark. */
export function spoken(comment: string, {settings}: WatchState): string {
  const prefix = ackPrefixes(settings).find(one => one !== '' && comment.startsWith(one)) ?? '';
  const rest = comment.slice(prefix.length).trim();
  return tokenOf(rest) === undefined ? rest : rest.replace(/\s*\[?wk-[0-9a-z]+\]?$/, '');
}

function order({held, severity, goneSince, mayFire}: OngoingIssue): string {
  const isHeld = (goneSince !== undefined && mayFire !== true) || RANK[held[0]?.kind ?? 'unacked'] > 0;
  return `${isUrgent(severity) ? 0 : 1}${isHeld ? 1 : 0}${severity}`;
}
