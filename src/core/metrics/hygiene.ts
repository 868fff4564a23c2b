import {compareSeverity, type Severity, worst} from '../alert/severity.js';
import {type Episode, episodesOf} from '../handoff/episodes.js';
import {median} from '../handoff/figures.js';
import {byIssue} from '../handoff/noise.js';
import type {Settings} from '../settings.js';
import type {Fact} from '../shift/fact.js';
import {withoutRepeats} from '../shift/without-repeats.js';
import {CASES, type Counterfactual, longerFor} from './counterfactual.js';
import {incidentsIn} from './incidents-in.js';
import {seenIn} from './seen.js';

/** What is wrong with how an alert behaves, the worst first. */
export type Complaint = 'flapping' | 'never-acted-on' | 'always-silenced' | 'noisy' | 'no-runbook';

/** One alert at one service, and what could be done about it. Times are ms. */
export interface HygieneRow {
  readonly name: string;
  readonly place: string;
  readonly severity: Severity;
  /** How often it began, and how often it called somebody. */
  readonly fired: number;
  readonly called: number;
  readonly acked: number;
  readonly real: number;
  readonly noise: number;
  readonly median: number;
  readonly complaints: readonly Complaint[];
  readonly suggestion?: Counterfactual;
}

export interface HygieneAsk {
  /** Unix ms. */
  readonly from: number;
  readonly to: number;
  readonly settings: Settings;
  /** Names of alerts for which a runbook is known; absent where nobody looked. */
  readonly withRunbook?: ReadonlySet<string>;
}

/** So often in the span an alert is noisy. */
const NOISY = 10;
/** So many ends and beginnings within so long, ms, are flapping. */
const FLAPS = {times: 3, within: 60 * 60_000};

/** Every alert that wants to be looked at, the one that calls most first. */
export function hygieneOf(facts: readonly Fact[], ask: HygieneAsk): readonly HygieneRow[] {
  return rowsOf(facts, ask, () => true)
    .filter(({complaints}) => complaints.length > 0)
    .sort((a, b) => b.called - a.called || b.fired - a.fired || compareSeverity(a.severity, b.severity));
}

/** How one issue behaves, whether there is anything wrong with it or not; undefined where the span knows nothing of it. */
export function behaviourOf(issue: string, facts: readonly Fact[], ask: HygieneAsk): HygieneRow | undefined {
  return rowsOf(facts, ask, episode => episode.issue === issue)[0];
}

function rowsOf(told: readonly Fact[], ask: HygieneAsk, wanted: (episode: Episode) => boolean): readonly HygieneRow[] {
  const facts = withoutRepeats(told);
  const episodes = episodesOf(facts, ask.settings).filter(
    episode => episode.startedAt >= ask.from && episode.startedAt < ask.to && wanted(episode),
  );
  const {real, noise} = seenIn(facts, incidentsIn(facts));
  return byIssue(episodes).map(([{name, place}, all]) => rowOf({name, place}, all, {ask, real, noise}));
}

interface Judges {
  readonly ask: HygieneAsk;
  readonly real: (call: Episode) => boolean;
  readonly noise: (call: Episode) => boolean;
}

function rowOf(
  {name, place}: Pick<HygieneRow, 'name' | 'place'>,
  all: readonly Episode[],
  {ask, real, noise}: Judges,
): HygieneRow {
  const calls = all.filter(({called}) => called);
  const counts = {
    fired: all.length,
    called: calls.length,
    acked: all.filter(({ack}) => ack !== undefined).length,
    real: calls.filter(real).length,
    noise: calls.filter(noise).length,
  };
  const suggestion = calls.length < CASES ? undefined : longerFor(calls, real);
  return {
    name,
    place,
    severity: worst(all.map(({severity}) => severity)),
    ...counts,
    median: median(all.flatMap(lasted)) ?? 0,
    complaints: complaintsOf(all, counts, ask.withRunbook?.has(name) === false),
    ...(suggestion === undefined ? {} : {suggestion}),
  };
}

function complaintsOf(
  all: readonly Episode[],
  {fired, called, acked, real}: Pick<HygieneRow, 'fired' | 'called' | 'acked' | 'real'>,
  lacksRunbook: boolean,
): readonly Complaint[] {
  const found: readonly (readonly [Complaint, boolean])[] = [
    ['flapping', isFlapping(all)],
    ['never-acted-on', called >= 3 && acked === 0 && real === 0],
    ['always-silenced', fired >= 3 && called === 0],
    ['noisy', called >= NOISY],
    ['no-runbook', lacksRunbook],
  ];
  return found.flatMap(([complaint, is]) => (is ? [complaint] : []));
}

/** Whether it ended and began again several times within an hour. */
function isFlapping(all: readonly Episode[]): boolean {
  return all.some((episode, index) => {
    const later = all[index + FLAPS.times];
    return later !== undefined && later.startedAt - episode.startedAt <= FLAPS.within;
  });
}

function lasted({startedAt, endedAt}: Episode): readonly number[] {
  return endedAt === undefined ? [] : [endedAt - startedAt];
}
