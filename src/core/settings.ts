import type {Severity} from './alert/severity.js';
import type {Checklists} from './checklist/checklist.js';
import type {Contact} from './escalation/contact.js';
import type {Policy} from './escalation/policy.js';
import type {Target} from './escalation/target.js';
import type {IncidentSettings} from './incident/due.js';
import type {Theme} from './look/look.js';
import type {Targets} from './metrics/targets.js';
import type {Schedule} from './schedule/schedule.js';
import type {Calendar} from './time/calendar.js';

export interface Sla {
  /** Time to ack, ms. */
  readonly ack: number;
  /** Time between updates while it is open, ms; absent where none is due. */
  readonly update?: number;
}

/** A board filter and grouping kept under a name. */
export interface SavedView {
  readonly name: string;
  readonly filter?: string;
  /** `route`, `none`, or the label names to group by. */
  readonly group?: string;
}

/** A target without what it is reached by. */
export interface KnownTarget extends Pick<Target, 'name' | 'kind' | 'powers' | 'repeats'> {
  /** It can make a channel for an incident. */
  readonly rooms?: true;
}

/** How watches go by the schedules. */
export interface TurnSettings {
  /** The schedules that count; absent for all. */
  readonly by?: readonly string[];
  /** How long, ms, a watch whose handoff is owed goes on after its end while nothing is done on it. */
  readonly grace: number;
}

/** The part of the configuration that core and views reason with. All durations are ms. */
export interface Settings {
  readonly operator: string;
  readonly readOnly: boolean;
  /** What the drill is called that is practised here. */
  readonly drill?: string;
  /** This process only acts for cockpits that are not heard of: a relay does. */
  readonly standsIn?: true;
  readonly ack: {
    readonly duration: number;
    /** What an ack's comment starts with; karma's and kthxbye's convention is `ACK!`. */
    readonly prefix: string;
    /** Other prefixes that count as an ack when seen on a silence. */
    readonly recognise: readonly string[];
    /** karma's template; `%NOW%` and `%NOWLOC%` are replaced. */
    readonly comment: string;
    readonly extend: boolean;
    /** An acked alert reminds its owner after this long. */
    readonly remind: number;
  };
  readonly severity: {
    readonly label: string;
    readonly scheme: 'name' | 'p0' | 'p1' | 'sev';
    readonly map: Readonly<Record<string, Severity>>;
    readonly sla: Readonly<Record<Severity, Sla>>;
  };
  /** When people are at work; absent for always. */
  readonly calendar?: Calendar;
  /** Who is on call, where it is told here; absent for nowhere. */
  readonly schedules?: readonly Schedule[];
  /** Watches begin and end by the schedules; absent where they do not. */
  readonly turns?: TurnSettings;
  readonly incidents: IncidentSettings;
  /** What the figures are to reach; absent for what practice asks for. */
  readonly figures?: Targets;
  /** Targets that are told when a watch begins and ends. */
  readonly posts?: readonly string[];
  /** What is gone through before, at the start and at the end of a watch; absent for what practice goes through. */
  readonly checklists?: Checklists;
  /** Per source: the matchers of its dead-man's switch, as text. */
  readonly watchdogs: Readonly<Record<string, string>>;
  /** Name to URL template, `{{ labels.x }}`, `{{ annotations.x }}`, `{{ from }}`, `{{ to }}`. */
  readonly links: Readonly<Record<string, string>>;
  /** Where something can be sent, and what can be done there. */
  readonly targets: readonly KnownTarget[];
  /** Who is called for which alerts, the first that fits. */
  readonly policies: readonly Policy[];
  /** Who can be called, by how they are called in the configuration. */
  readonly contacts: Readonly<Record<string, Contact>>;
  readonly ui: {
    readonly title: boolean;
    readonly bell: boolean;
    readonly filter: string;
    readonly group: string;
    readonly views: readonly SavedView[];
    readonly timeZone?: string;
    /** Name of a theme; the first one where absent. */
    readonly theme?: string;
    /** A theme read from a file, in force unless another one is chosen. */
    readonly skin?: Theme;
    /** Nothing but ASCII is drawn. */
    readonly ascii?: boolean;
  };
}
