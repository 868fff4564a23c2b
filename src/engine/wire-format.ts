import {type Alert, type AlertKey, alertKey} from '../core/alert/alert.js';
import type {Group} from '../core/alert/group.js';
import type {Silence} from '../core/alert/silence.js';
import {silenceKey} from '../core/alert/silence.js';
import type {FeedSource} from '../core/feed/message.js';
import type {Presence, TeamState} from '../core/feed/team.js';
import type {SourceHealth, SourceUpdate} from '../core/live/update.js';
import type {MissingWatchdog, WatchdogSight} from '../core/live/watchdog-sight.js';
import type {RunOutput} from '../core/runbook/output.js';
import type {Schedule} from '../core/schedule/schedule.js';
import type {Settings} from '../core/settings.js';
import type {Fact} from '../core/shift/fact.js';
import {fromSnapshot, type ShiftSnapshot, toSnapshot} from '../core/shift/snapshot.js';
import type {LiveState, Lookup, Recording, WatchState} from '../core/watch-state.js';

/** Lines of an output that an attached cockpit is sent. */
const SENT_LINES = 300;

/** What a cockpit that attaches is sent: the whole state once, then what changes. Plain JSON. */
export type WatchMessage =
  | {
      readonly kind: 'state';
      readonly settings: Settings;
      readonly shift: ShiftSnapshot;
      readonly live: LiveSnapshot;
      readonly log: readonly Fact[];
      /** Absent from a holder that does not tell. */
      readonly earlier?: readonly Fact[];
      readonly recording: Recording;
      readonly warming: boolean;
      readonly outputs?: readonly (readonly [string, RunOutput])[];
      readonly team?: TeamSnapshot;
    }
  | {readonly kind: 'publication'; readonly facts: readonly Fact[]; readonly update?: SourceUpdate}
  | {readonly kind: 'recording'; readonly recording: Recording; readonly warming: boolean}
  | {readonly kind: 'schedules'; readonly schedules: readonly Schedule[]}
  | {readonly kind: 'team'; readonly team: TeamSnapshot}
  | {readonly kind: 'lookup'; readonly alert: AlertKey; readonly lookup: Lookup}
  /** The end of what a run says, whole: a screen that missed one message has it with the next. */
  | {readonly kind: 'output'; readonly run: string; readonly output: RunOutput};

export interface LiveSnapshot {
  readonly alerts: readonly Alert[];
  readonly groups: readonly Group[];
  readonly silences: readonly Silence[];
  readonly sources: readonly SourceHealth[];
  /** Absent from a holder that does not tell. */
  readonly watchdogs?: readonly (readonly [string, SightSnapshot])[];
  readonly freed?: readonly (readonly [AlertKey, number])[];
}

export interface TeamSnapshot extends Omit<TeamState, 'present' | 'sources'> {
  readonly present: readonly Presence[];
  readonly sources: readonly FeedSource[];
}

export function teamSnapshot({present, sources, ...team}: TeamState): TeamSnapshot {
  return {...team, present: [...present.values()], sources: [...sources.values()]};
}

export function teamOf({present, sources, ...team}: TeamSnapshot): TeamState {
  return {
    ...team,
    present: new Map(present.map(one => [one.origin, one])),
    sources: new Map(sources.map(source => [source.name, source])),
  };
}
type SightSnapshot = Omit<WatchdogSight, 'firing' | 'missing'> & {
  readonly firing: readonly AlertKey[];
  readonly missing?: readonly (readonly [AlertKey, MissingWatchdog])[];
};

export function stateMessage(state: WatchState, now: number): WatchMessage {
  return {
    kind: 'state',
    settings: state.settings,
    shift: toSnapshot(state.shift, now),
    live: {
      alerts: [...state.live.alerts.values()],
      groups: [...state.live.groups.values()],
      silences: [...state.live.silences.values()],
      sources: [...state.live.sources.values()],
      watchdogs: [...state.live.watchdogs].map(([source, sight]) => [source, sightSnapshot(sight)]),
      freed: [...state.live.freed],
    },
    log: state.log,
    earlier: state.earlier,
    recording: state.recording,
    warming: state.warming,
    outputs: [...state.outputs].map(([run, output]) => [run, endOfOutput(output)] as const),
    ...(state.team === undefined ? {} : {team: teamSnapshot(state.team)}),
  };
}

function sightSnapshot({firing, missing, ...sight}: WatchdogSight): SightSnapshot {
  return {...sight, firing: [...firing], ...(missing === undefined ? {} : {missing: [...missing]})};
}

function sightOf({firing, missing, ...sight}: SightSnapshot): WatchdogSight {
  return {...sight, firing: new Set(firing), ...(missing === undefined ? {} : {missing: new Map(missing)})};
}

/** As much as goes through the door at once. */
export function endOfOutput({first, lines}: RunOutput): RunOutput {
  const left = Math.max(0, lines.length - SENT_LINES);
  return {first: first + left, lines: lines.slice(left)};
}

/** What a holder of an older version does not tell. */
const NO_ESCALATION: Pick<Settings, 'targets' | 'policies' | 'contacts'> = {targets: [], policies: [], contacts: {}};

/** The state that a first message describes, or undefined when its snapshot has a shape this version cannot read. */
export function stateOf(message: Extract<WatchMessage, {kind: 'state'}>): WatchState | undefined {
  const shift = fromSnapshot(message.shift);
  if (shift === undefined) return undefined;
  return {
    settings: {...NO_ESCALATION, ...message.settings},
    live: liveOf(message.live),
    shift,
    recording: message.recording,
    log: message.log,
    earlier: message.earlier ?? [],
    lookups: new Map(),
    outputs: new Map(message.outputs ?? []),
    warming: message.warming,
    ...(message.team === undefined ? {} : {team: teamOf(message.team)}),
    role: 'attached',
  };
}

function liveOf(live: LiveSnapshot): LiveState {
  return {
    alerts: new Map(live.alerts.map(alert => [alertKey(alert), alert])),
    groups: new Map(live.groups.map(group => [group.key, group])),
    silences: new Map(live.silences.map(silence => [silenceKey(silence), silence])),
    sources: new Map(live.sources.map(health => [health.source, health])),
    watchdogs: new Map((live.watchdogs ?? []).map(([source, sight]) => [source, sightOf(sight)])),
    freed: new Map(live.freed ?? []),
  };
}
