import {alertKey} from '../alert/alert.js';
import {alertTitle, identOf, placeOf} from '../alert/alert-title.js';
import {linksOf} from '../alert/link-template.js';
import {summaryOf} from '../alert/summary.js';
import {counted} from '../counted.js';
import {cameToItsEnd} from '../runbook/progress.js';
import type {Walk} from '../runbook/walk.js';
import {triedText} from '../runbook/walk-report.js';
import {hhmmZ} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import type {Standing} from './alert-groups.js';
import {takenInPagerText} from './pager-owner.js';
import type {TargetMessage} from './target.js';
import type {PageValues} from './write-page.js';

/** How many hosts, and how many things that were tried, are named. */
const MOST = 5;
const UNKNOWN = 'unknown';

interface Page {
  readonly standing: Standing;
  readonly by: string;
  readonly at: number;
  readonly who: readonly string[];
  /** What the operator adds. */
  readonly note?: string;
}

/** What somebody who is called will read: what it is, since when, what was tried, what is wanted, and who asks. */
export function pageMessage(page: Page, state: WatchState): TargetMessage {
  const {standing, by, at, who} = page;
  const {lead, severity} = standing;
  const known = knownOf(page, state);
  const fields = fieldsOf(known);
  const [head, rest] = parted(known.summary);
  const text = [
    ...(head === '' ? [] : [head]),
    ...fields.map(({name, value}) => `${name}: ${value}`),
    `From ${by}, ${known.at}.${who.length === 0 ? '' : ` To ${who.join(', ')}.`}`,
    ...(rest === '' ? [] : [rest]),
  ].join('\n');
  const own = state.writePage?.({...known, text});
  return {
    title: `${severity} ${known.title} for ${known.duration}`,
    text,
    ...own,
    severity,
    status: standing.ackedSince === undefined ? 'firing' : 'acked',
    source: lead.source,
    by,
    at,
    labels: lead.labels,
    links: linksOf(lead, state.settings.links, {now: at}).map(({name, url}) => ({title: name, url})),
    fields,
  };
}

/** So much of a summary, in code points, comes before what whoever is called has to know: targets cut the end. */
const HEAD = 500;

function parted(summary: string): readonly [string, string] {
  const points = [...summary];
  if (points.length <= HEAD) return [summary, ''];
  return [`${points.slice(0, HEAD).join('')}…`, `…${points.slice(HEAD).join('')}`];
}

type Known = Omit<PageValues, 'text'>;

function knownOf({standing, by, at, who, note = ''}: Page, state: WatchState): Known {
  const {alerts, lead, severity, since} = standing;
  const keys = new Set(alerts.map(alertKey));
  const walks = [...state.shift.walks.values()].filter(({alert}) => alert !== undefined && keys.has(alertKey(alert)));
  const walk = walks.at(-1);
  return {
    severity,
    title: alerts.length === 1 ? alertTitle(lead) : standing.title,
    summary: summaryOf(lead.annotations),
    started: hhmmZ(since),
    duration: brief(at - since),
    where: placesOf(alerts),
    impact: lead.annotations.impact ?? UNKNOWN,
    tried: triedIn(walks, state, since).slice(-MOST),
    now: whoHas(standing, state),
    runbook: walk === undefined ? UNKNOWN : `${walk.title}, ${stepsDone(walk)} of ${counted(walk.total, 'step')} done`,
    needed: note.trim() === '' ? UNKNOWN : note.trim(),
    by,
    at: hhmmZ(at),
    to: who,
    labels: lead.labels,
    annotations: lead.annotations,
  };
}

/** Here, or in a pager. */
function whoHas({alerts, lead, since, owner, ackedSince}: Standing, state: WatchState): string {
  if (ackedSince !== undefined) return `acked by ${owner ?? UNKNOWN}`;
  return takenInPagerText({source: lead.source, alerts}, since, state) ?? 'nobody has acked it';
}

function fieldsOf(known: Known): readonly {readonly name: string; readonly value: string}[] {
  const {started, duration, where, impact, tried, now, runbook, needed} = known;
  return [
    {name: 'Started', value: `${started}, ${duration} ago`},
    {name: 'Where', value: where},
    {name: 'Impact', value: impact},
    {name: 'Tried', value: tried.length === 0 ? 'nothing that is recorded' : tried.join('; ')},
    {name: 'Now', value: now},
    ...(runbook === UNKNOWN ? [] : [{name: 'Runbook', value: runbook}]),
    {name: 'Needed', value: needed},
  ];
}

/** Steps that were said to be done, or whose last run came to its end. */
function stepsDone({steps}: Walk): number {
  return [...steps.values()].filter(({outcome, runs}) => {
    const last = runs.at(-1);
    return outcome === 'done' || (outcome === undefined && last !== undefined && cameToItsEnd(last) && last.code === 0);
  }).length;
}

function placesOf(alerts: Standing['alerts']): string {
  const places = [
    ...new Set(alerts.map(({labels}) => [placeOf(labels), identOf(labels)].filter(part => part !== '').join(' '))),
  ];
  const named = places.filter(place => place !== '').slice(0, MOST);
  const more = places.length - named.length;
  if (named.length === 0) return UNKNOWN;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

function triedIn(walks: readonly Walk[], {shift}: WatchState, since: number): readonly string[] {
  const steps = walks.flatMap(walk =>
    [...walk.steps.values()].filter(({outcome, runs}) => outcome === 'done' || runs.length > 0),
  );
  const changes = shift.changes.filter(({on, planned}) => on >= since && planned !== true);
  return [...steps.map(step => ({on: step.on, text: triedText(step)})), ...changes.map(({on, text}) => ({on, text}))]
    .sort((a, b) => a.on - b.on)
    .map(({text}) => text);
}
