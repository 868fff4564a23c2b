import type {Severity} from '../core/alert/severity.js';
import type {Checklists} from '../core/checklist/checklist.js';
import type {Contact} from '../core/escalation/contact.js';
import type {Policy} from '../core/escalation/policy.js';
import type {IncidentSettings} from '../core/incident/due.js';
import type {Theme} from '../core/look/look.js';
import type {Targets} from '../core/metrics/targets.js';
import type {VerbTables} from '../core/runbook/verdict.js';
import type {Schedule} from '../core/schedule/schedule.js';
import type {SavedView, TurnSettings} from '../core/settings.js';
import type {Calendar} from '../core/time/calendar.js';

/**
 * Where a secret is to be had. `value` exists only for secrets that other tools keep in clear (amtool's HTTP
 * configuration, the user part of a URL from the environment); our own file refuses it. Paths are absolute.
 */
export type Secret =
  | {readonly env: string}
  | {readonly file: string}
  | {readonly command: readonly string[]}
  | {readonly value: string};

export type Auth =
  | {readonly kind: 'basic'; readonly user: string | Secret; readonly password: Secret}
  /** `scheme` is what stands before the credentials in the header, `Bearer` by default. */
  | {readonly kind: 'bearer'; readonly scheme: string; readonly token: Secret};

/** Paths are absolute; inline PEM text only comes from amtool's HTTP configuration. */
export interface Tls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly caText?: string;
  readonly certText?: string;
  readonly keyText?: Secret;
  readonly serverName?: string;
  readonly insecure?: boolean;
}

/** How to reach one HTTP service. */
export interface Access {
  readonly auth?: Auth;
  readonly headers: Readonly<Record<string, string | Secret>>;
  readonly tls?: Tls;
  readonly proxy?: string;
}

/** One Alertmanager cluster; `urls` are its HA members. Durations are ms. */
export interface AlertmanagerConfig extends Access {
  readonly name: string;
  /** Without a slash at the end; a path is the URL prefix. */
  readonly urls: readonly string[];
  readonly poll: number;
  /** How long an alert may be missing before it counts as resolved; absent for the built-in rule. */
  readonly grace?: number;
  /** For one request. */
  readonly timeout: number;
  /** The same, where the operator says so: then it also holds for a list that a command asks for, which may else take longer. */
  readonly ownTimeout?: number;
  /** Matchers of the alert that must always fire. */
  readonly watchdog?: string;
}

export interface PrometheusConfig extends Access {
  readonly url: string;
}

/** The live stream of a relay. */
export interface FeedConfig extends Omit<Access, 'proxy'> {
  readonly url: string;
  /** `alertmanager`: a foreign WebSocket that pushes webhook bodies. */
  readonly format: 'watchkeeper' | 'alertmanager';
  /** Name of the source of alerts in a foreign format. */
  readonly source: string;
}

/** A schedule that PagerDuty keeps. */
export interface PagerDutySchedule {
  readonly name: string;
  /** Its id there. */
  readonly schedule: string;
  readonly token: Secret;
  readonly url: string;
  /** Our names of people to their id, e-mail address or name there. */
  readonly people: Readonly<Record<string, string>>;
  readonly zone: string;
}

export type ScheduleConfig =
  | {readonly kind: 'own'; readonly schedule: Schedule}
  | {readonly kind: 'pagerduty'; readonly schedule: PagerDutySchedule};

/** A hook of the relay: its options as it takes them, but for the secrets. */
export interface HookConfig {
  readonly kind: string;
  /** Of one of several of its kind. */
  readonly name?: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly secrets: readonly Secret[];
}

/** What `wk relay` runs with. Paths are absolute. */
export interface RelayConfig {
  readonly listen?: string;
  readonly token?: Secret;
  readonly origins: readonly string[];
  readonly tls?: {readonly cert: string; readonly key: string};
  readonly redis?: {readonly url: string; readonly password?: Secret};
  /** Polled by the relay itself, for all its cockpits. */
  readonly alertmanagers: readonly AlertmanagerConfig[];
  /** So long, ms, a cockpit may be silent before the relay goes on for it. */
  readonly lease: number;
  readonly hooks: readonly HookConfig[];
}

/** Where pages, posts and mails go: its options as its kind takes them, with the places of its secrets. */
export interface TargetConfig {
  readonly name: string;
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly tls?: Tls;
  readonly proxy?: string;
}

/** Those that every command knows, and those of single commands. */
export const OUTPUT_FORMATS = [
  'table',
  'wide',
  'json',
  'simple',
  'text',
  'markdown',
  'slack',
  'html',
  'openmetrics',
] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Where a value of the configuration came from, in words: `--operator`, `ALERTMANAGER_URL`, a file's path. */
export type Origins = Readonly<Record<string, string>>;

/** The whole configuration, checked and complete. Holds references to secrets, never a secret of our own file. */
export interface Config {
  /** The file that was read; absent when there is none. */
  readonly file?: string;
  /** Where our file is looked for. */
  readonly path: string;
  readonly stateDir: string;
  readonly operator: string;
  readonly readOnly: boolean;
  readonly alertmanagers: readonly AlertmanagerConfig[];
  readonly prometheus?: PrometheusConfig;
  readonly feed?: FeedConfig;
  readonly relay?: RelayConfig;
  readonly targets: readonly TargetConfig[];
  readonly ack: {
    readonly duration: number;
    readonly prefix: string;
    readonly recognise: readonly string[];
    readonly comment: string;
    readonly extend: boolean;
    readonly remind: number;
  };
  readonly severity: {
    readonly label: string;
    readonly scheme: 'name' | 'p0' | 'p1' | 'sev';
    readonly map: Readonly<Record<string, Severity>>;
    readonly sla: Readonly<Record<Severity, {readonly ack: number; readonly update?: number}>>;
  };
  readonly links: Readonly<Record<string, string>>;
  /** When people are at work; absent for always. */
  readonly calendar?: Calendar;
  /** Who is called for which alerts, the first that fits. */
  readonly policies: readonly Policy[];
  /** Who can be called, by how they are called in the file. */
  readonly contacts: Readonly<Record<string, Contact>>;
  /** Who is on call, in the file's order. */
  readonly schedules: readonly ScheduleConfig[];
  /** Watches begin and end by the schedules; absent where they do not. */
  readonly turns?: TurnSettings;
  readonly incidents: IncidentSettings;
  /** What the drill is called that is practised; in no file. */
  readonly drill?: string;
  /** What the figures are to reach; absent for what practice asks for. */
  readonly figures?: Targets;
  /** Targets that are told when a watch begins and ends. */
  readonly posts?: readonly string[];
  /** Absent for the built-in ones. */
  readonly checklists?: Checklists;
  /** A folder of templates for messages, in place of the built-in ones. Absolute. */
  readonly templates?: string;
  /** Prints recent changes for an alert; the alert is in its environment. */
  readonly changes?: {readonly command: readonly string[]};
  readonly runbooks: {
    /** Folders beside the built-in one. Absolute. */
    readonly roots: readonly string[];
    /** The wrapper that statements run behind; empty for this machine. */
    readonly via: readonly string[];
    /** How long a statement may print nothing, ms. */
    readonly idleTimeout: number;
    /** How long a statement may take, ms; absent for as long as it prints. */
    readonly totalTimeout?: number;
    /** What a team says about its own tools. */
    readonly commands: VerbTables;
  };
  readonly ui: {
    readonly filter: string;
    readonly group: string;
    readonly views: readonly SavedView[];
    readonly title: boolean;
    readonly bell: boolean;
    readonly zone?: string;
    readonly theme?: string;
    readonly skin?: Theme;
    readonly ascii?: boolean;
    /** What changes is said as lines, for a screen reader. */
    readonly reader?: boolean;
  };
  readonly output?: OutputFormat;
  /** A layout in Go's reference time, from amtool's file. */
  readonly dateFormat?: string;
  /** Whether a new silence must say why. */
  readonly requireComment: boolean;
  /** What could be read but not followed, as sentences. */
  readonly warnings: readonly string[];
  /** What can be followed and is hardly meant, as sentences for whoever looks at the configuration. */
  readonly remarks: readonly string[];
  readonly origins: Origins;
}

/** What the command line says about the configuration. */
export interface ConfigFlags {
  readonly config?: string;
  readonly alertmanager?: readonly string[];
  readonly output?: string;
  readonly readOnly?: boolean;
  readonly reader?: boolean;
  readonly state?: string;
  readonly operator?: string;
}
