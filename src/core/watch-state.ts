import type {Alert, AlertKey} from './alert/alert.js';
import type {Group} from './alert/group.js';
import type {Silence} from './alert/silence.js';
import type {WritePage} from './escalation/write-page.js';
import type {TeamState} from './feed/team.js';
import type {ToldGroups} from './feed/told-groups.js';
import type {SourceHealth} from './live/update.js';
import type {WatchdogSight} from './live/watchdog-sight.js';
import type {ObservedChange, Series} from './ports.js';
import type {ReplayState} from './replay/replay-state.js';
import type {RunOutput} from './runbook/output.js';
import type {Settings} from './settings.js';
import type {Fact} from './shift/fact.js';
import type {ShiftState} from './shift/state.js';

/** What the sources show now. Observations, not facts: gone with the process. */
export interface LiveState {
  readonly alerts: ReadonlyMap<AlertKey, Alert>;
  /** By group key. */
  readonly groups: ReadonlyMap<string, Group>;
  /** By `source/id`. */
  readonly silences: ReadonlyMap<string, Silence>;
  readonly sources: ReadonlyMap<string, SourceHealth>;
  /** By source, once something can be said of its dead-man's switch. */
  readonly watchdogs: ReadonlyMap<string, WatchdogSight>;
  /** Alerts that were held back and are not any more, since when (Unix ms). */
  readonly freed: ReadonlyMap<AlertKey, number>;
}

/** Whether what happens is being recorded. */
export type Recording =
  | {readonly ok: true; readonly after?: Unsteady}
  | {
      readonly ok: false;
      readonly since: number;
      /** `cut-off`: this cockpit is attached, and the process that writes does not answer. */
      readonly kind: 'full' | 'io' | 'newer' | 'read-only' | 'corrupt' | 'closed' | 'cut-off';
      readonly message: string;
      readonly hint: string;
      readonly lost: number;
      /** It has failed before and worked only for a moment since. */
      readonly after?: Unsteady;
    };

/** Recording failed lately: until it has worked for a while, nobody should count on it. Times are Unix ms. */
export interface Unsteady {
  /** When the first of the failures began. */
  readonly since: number;
  /** Since when it works again. */
  readonly again: number;
  readonly kind: Extract<Recording, {ok: false}>['kind'];
  readonly hint: string;
  /** How often it has failed once more since. */
  readonly relapses: number;
}

/** What was looked up for an opened alert. */
export interface Lookup {
  readonly at: number;
  readonly series?: Series;
  readonly changes?: readonly ObservedChange[];
  readonly trouble?: string;
}

/** The store's whole content: views read this and nothing else of the domain. */
export interface WatchState {
  readonly settings: Settings;
  readonly live: LiveState;
  readonly shift: ShiftState;
  readonly recording: Recording;
  /** The newest facts, oldest first, a bounded number, without a gap. */
  readonly log: readonly Fact[];
  /** Of what came before those, what people look back for, oldest first: a bounded number, too. */
  readonly earlier: readonly Fact[];
  readonly lookups: ReadonlyMap<AlertKey, Lookup>;
  /** What runs say, by run; the newest few. */
  readonly outputs: ReadonlyMap<string, RunOutput>;
  /** True until the first answer or failure of every source: the board still shows what the journal last knew. */
  readonly warming: boolean;
  /** What the feed brings beside alerts and facts; absent where none is configured. */
  readonly team?: TeamState;
  /** The groups that what fires was told in; absent where no feed tells. Cockpits that attach decide nothing by them. */
  readonly toldGroups?: ToldGroups;
  /** Writes pages by the operator's template; absent where there is none. */
  readonly writePage?: WritePage;
  /** The cockpit's place: the writer, or attached to the one that is. */
  readonly role: 'writer' | 'attached';
  /** What is shown is a recorded watch; absent where it is the present. */
  readonly replay?: ReplayState;
}
