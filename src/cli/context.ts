import type {Config, ConfigFlags, PagerDutySchedule} from '../config/config.js';
import type {HookKinds} from '../config/json-schema.js';
import type {Env} from '../config/places.js';
import type {Reader} from '../config/read-file.js';
import type {TargetKinds} from '../config/targets.js';
import type {Labels} from '../core/alert/alert.js';
import type {Matcher} from '../core/alert/matcher.js';
import type {Silence} from '../core/alert/silence.js';
import type {CheckResult, PreparedTest} from '../core/checklist/checklist.js';
import type {Target} from '../core/escalation/target.js';
import type {FeedLeaseTerms, PolledSource} from '../core/feed/message.js';
import type {HandoffDraft} from '../core/handoff/draft.js';
import type {PresentRule} from '../core/metrics/present-rule.js';
import type {Messages} from '../core/ports.js';
import type {RecordedWatch} from '../core/replay/recorded-watch.js';
import type {RunbookShelf} from '../core/runbook/shelf.js';
import type {FileTrust} from '../core/runbook/trust.js';
import type {Shift} from '../core/schedule/schedule.js';
import type {Capabilities} from '../core/screen.js';
import type {Fact} from '../core/shift/fact.js';
import type {WatchState} from '../core/watch-state.js';
import type {BundleText, HandoffAsk, HandoffFormats} from './handoff-ask.js';
import type {Hands, HandsNeed} from './hands.js';
import type {DemoRequest, ReplayRequest} from './play-request.js';
import type {RelayPrint, RelayRequest} from './relay-request.js';
import type {WalkHands} from './walk-hands.js';

/** Where text goes. `write` never throws because the reader has gone; then `closed` is true. */
export interface Sink {
  write(text: string): void;
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  readonly closed: boolean;
}

/** An alert as Alertmanager's API and amtool show it, its text as the server sent it: printing filters it. */
export interface ListedAlert {
  readonly annotations: Readonly<Record<string, string>>;
  readonly endsAt: string;
  readonly fingerprint: string;
  readonly receivers: readonly {readonly name: string}[];
  readonly startsAt: string;
  readonly status: {
    readonly inhibitedBy: readonly string[];
    readonly silencedBy: readonly string[];
    readonly mutedBy?: readonly string[];
    readonly state: string;
  };
  readonly updatedAt: string;
  readonly generatorURL?: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An alert of a source that has no Alertmanager to ask: a relay told of it. */
export interface FedAlert extends ListedAlert {
  readonly source: string;
}

/** What the relay knows beside the Alertmanagers that are asked, and why where it does not. */
export interface FedAnswer {
  readonly alerts: readonly FedAlert[];
  readonly failures: readonly SourceFailure[];
  /** What keeps it from knowing all, in words. */
  readonly said?: readonly string[];
}

export interface AlertQuery {
  readonly matchers: readonly Matcher[];
  readonly active: boolean;
  readonly silenced: boolean;
  readonly inhibited: boolean;
  readonly unprocessed: boolean;
  /** An anchored regex over receivers. */
  readonly receiver?: string;
}

/** A cluster of which no member gave an answer, and why. */
export interface SourceFailure {
  readonly source: string;
  readonly kind: string;
  readonly message: string;
  readonly hint: string;
}

/** What the sources that answered have, and which did not. */
export interface AlertsAnswer {
  readonly alerts: readonly ListedAlert[];
  readonly failures: readonly SourceFailure[];
  /** Members that gave no answer while another one of their cluster did. */
  readonly silent?: readonly SourceFailure[];
  /** Of which cluster the alerts are, in their order. */
  readonly counts?: readonly {readonly source: string; readonly count: number}[];
}

export interface SilencesAnswer {
  readonly silences: readonly Silence[];
  readonly failures: readonly SourceFailure[];
  /** Where they were not asked for just now: how long ago, ms, each source was last read. */
  readonly seen?: readonly {readonly source: string; readonly age: number}[];
}

/** The Alertmanagers of the process that holds the journal, asked through it. */
export interface HolderView {
  readonly pid: number;
  readonly sources: readonly string[];
  /** Of these clusters; none named means all. */
  alerts(query: AlertQuery, only: readonly string[]): Promise<AlertsAnswer>;
  silences(): Promise<SilencesAnswer>;
}

/** What one member says of itself, or why it does not. Times are Unix ms, durations ms. */
export interface MemberReport {
  readonly member: string;
  readonly failure?: {readonly kind: string; readonly message: string; readonly hint: string};
  readonly version?: string;
  readonly latency?: number;
  /** Server clock minus ours. */
  readonly skew?: number;
  /** How many members it is clustered with, itself included; 1 where clustering is off. */
  readonly clusterSize?: number;
}

export interface SourceReport {
  readonly source: string;
  readonly members: readonly MemberReport[];
  /** Whether the configured (or a recognised) dead-man's switch fires; absent when there is none to look for. */
  readonly watchdog?: 'firing' | 'missing';
  /** The labels of what it shows as firing, silenced or not. */
  readonly firing?: readonly Labels[];
}

/** What the configured Prometheus says, or why it does not. */
export type PrometheusReport =
  | {
      readonly server: string;
      readonly failure: {readonly kind: string; readonly message: string; readonly hint: string};
    }
  | {
      readonly server: string;
      readonly version?: string;
      /** Ms. */
      readonly latency: number;
      /** What fires there, by the labels that tell alerts apart. */
      readonly firing: readonly Labels[];
    };

/** What the relay behind the feed says of itself, or why it does not. Durations are ms. */
export type FeedReport =
  | {
      readonly name: string;
      readonly failure: {readonly message: string; readonly hint: string; readonly status?: number};
    }
  | {
      readonly name: string;
      /** Absent where somebody else's server answers, which says nothing of itself. */
      readonly relay?: {
        readonly version: string;
        readonly protocol: number;
        /** How long its first message was on its way, by both clocks. */
        readonly lag: number;
        readonly degraded?: string;
        readonly polled: readonly PolledSource[];
        /** When those last told something that it does not poll, Unix ms; absent where that is not known. */
        readonly told: readonly {readonly name: string; readonly at?: number}[];
        /** What it does for a cockpit that is gone; absent where that is nothing. */
        readonly lease?: FeedLeaseTerms;
        /** Why it takes nothing in; absent when it is ready. */
        readonly shut?: string;
      };
    };

/** The Redis of `relay.redis`, as `wk relay` would find it. */
export interface RedisReport {
  readonly failure?: string;
  readonly warnings: readonly {readonly text: string; readonly next: string}[];
  /** It does not let this user see all of its settings. */
  readonly isHidden: boolean;
}

/** The shifts of a schedule that is kept elsewhere, or why it cannot be read. */
export type ShiftsAnswer = {readonly shifts: readonly Shift[]} | {readonly failure: SourceFailure};

/** Who writes the journal now. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** It is stopped, by SIGSTOP or `ctrl-z`, and does nothing until it goes on. */
  readonly stopped?: true;
}

/** What a journal adds up to. */
export interface StateAnswer extends WatchState {
  /** What could not be read of it, and what to do. */
  readonly damage?: string;
}

export interface LogAnswer {
  readonly facts: readonly Fact[];
  /** What could not be read, in words. */
  readonly damage?: string;
}

export interface HandoffAnswer extends HandoffDraft {
  /** What of the log could not be read, in words. */
  readonly damage?: string;
}

/** Everything a command may touch. Made by `wire.ts`; tests make their own. */
export interface CommandContext {
  readonly env: Env;
  readonly cwd: string;
  readonly home: string;
  readonly stdin: {readonly isTTY: boolean};
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Aborts when the command is to stop (`ctrl-c`). */
  readonly signal: AbortSignal;
  /** Unix ms. */
  now(): number;
  loadConfig(flags: ConfigFlags, reader?: Reader): Promise<Config>;
  /** The kinds of targets there are, and what each wants to be told. */
  targetKinds(): Promise<TargetKinds>;
  /** The kinds of hooks a relay has, and what each can be told. */
  hookKinds(): Promise<HookKinds>;
  /** Alerts of all clusters by one GET each, without journal or lock. Rejects only for what the operator can correct. */
  queryAlerts(config: Config, query: AlertQuery): Promise<AlertsAnswer>;
  querySilences(config: Config): Promise<SilencesAnswer>;
  /** Alerts that have no Alertmanager, as an open cockpit or the configured relay knows them; undefined where no feed is. */
  fedAlerts(config: Config, query: AlertQuery): Promise<FedAnswer | undefined>;
  /** The open cockpit's Alertmanagers, where the command names none and its configuration has not the same ones. */
  viaHolder(config: Config): Promise<HolderView | undefined>;
  openHands(config: Config, need: HandsNeed): Promise<Hands>;
  /** The same for a command that runs statements of runbooks. */
  openWalkHands(config: Config, need: HandsNeed): Promise<WalkHands>;
  /** Reads the journal without a lock and without repairing anything; no journal yet is no fact. */
  readLog(config: Config): Promise<LogAnswer>;
  /** Every fact of the journal, once: first what is there, then what is recorded, until the command is to stop. */
  followLog(config: Config): AsyncIterable<LogAnswer>;
  /** What the journal adds up to, for commands that only read. */
  readState(config: Config): Promise<StateAnswer>;
  /** Asks every member of every cluster for its state. Never rejects: what fails is in the report. */
  probeSources(config: Config): Promise<readonly SourceReport[]>;
  /** Asks the configured Prometheus for its state. Rejects only for what the operator can correct. */
  probePrometheus(config: Config): Promise<PrometheusReport>;
  /** The alerting rules of the configured Prometheus. Rejects with what is wrong with it, or only for what the operator can correct. */
  presentRules(config: Config): Promise<readonly PresentRule[]>;
  /** Asks the relay of the configured feed for its state. Rejects only for what the operator can correct. */
  probeFeed(config: Config): Promise<FeedReport>;
  /** Asks the Redis of the `relay` section. Rejects only for what the operator can correct. */
  probeRedis(config: Config): Promise<RedisReport>;
  /** What is wrong in the options of the relay's hooks, as sentences. */
  hookFaults(config: Config): Promise<readonly string[]>;
  /** What is wrong with the folder of templates, or with the operator's own template of a page. */
  templateFaults(config: Config): Promise<readonly string[]>;
  /** Who is on call on a schedule of PagerDuty between two moments. Rejects only for what the operator can correct. */
  askSchedule(
    schedule: PagerDutySchedule,
    period: {readonly from: number; readonly until: number},
  ): Promise<ShiftsAnswer>;
  /** The live holder of the journal's lock, if any. */
  findHolder(config: Config): Promise<Holder | undefined>;
  capabilities(): Promise<Capabilities>;
  /** The handoff of what the journal and the state hold. Rejects for a shift that there is not. */
  writeHandoff(config: Config, state: WatchState, ask: HandoffAsk): Promise<HandoffAnswer>;
  /** The facts of a watch, as a file that another journal can take. */
  writeBundle(config: Config, state: WatchState, answer: HandoffAnswer): Promise<BundleText>;
  /** Reads such a file whole. Rejects with what is wrong with it. */
  readBundle(path: string): Promise<{
    readonly head: {readonly operator: string; readonly shift?: string | undefined};
    readonly facts: readonly Fact[];
  }>;
  /** Runs the program of a checklist's item. Never rejects. */
  runCheck(config: Config, command: readonly string[]): Promise<CheckResult>;
  /** Looks whom a test alert would reach, and posts it when that is run. */
  testAlert(config: Config): Promise<PreparedTest>;
  /** The formats that are made from its Markdown. */
  handoffFormats(): Promise<HandoffFormats>;
  /** Writes messages from templates. Rejects for a folder of templates that cannot be read. */
  messages(config: Config): Promise<Messages>;
  /** Runbook files: to find, read, match and check them. */
  runbooks(): Promise<RunbookShelf>;
  /** Which runbook files are trusted, and in which form. */
  runbookTrust(config: Config): Promise<FileTrust>;
  /** The configured targets, to ask them what they can do; nothing is sent by that. */
  targets(config: Config): Promise<readonly Target[]>;
  /** Runs the cockpit until it is left; the answer is the exit code. */
  openCockpit(config: Config): Promise<number>;
  /** Plays the demo's night until it is over or left; the answer is the exit code. */
  playDemo(config: Config, request: DemoRequest): Promise<number>;
  /** Plays a recorded watch in the cockpit until it is left; the answer is the exit code. */
  playReplay(config: Config, watch: RecordedWatch, request: ReplayRequest): Promise<number>;
  /** Runs a relay until the command is to stop. Rejects with a sentence when it cannot begin. */
  runRelay(config: Config, request: RelayRequest): Promise<void>;
  /** What is to be pasted at the other side of a relay. Rejects for options that cannot be used. */
  printRelayConfig(request: RelayPrint): Promise<string>;
  /** Opens a text in the operator's editor, in a file of that name, and answers what it was left as. */
  editText(config: Config, text: string, name: string): Promise<string>;
  /** Asks on the terminal; false for anything but yes. Only called when stdin is a terminal. */
  confirm(question: string): Promise<boolean>;
}
