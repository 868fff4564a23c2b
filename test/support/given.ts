import {type Alert, alertKey} from '../../src/core/alert/alert.js';
import type {Group} from '../../src/core/alert/group.js';
import {DEFAULT_SEVERITY_MAP} from '../../src/core/alert/severity.js';
import type {Silence} from '../../src/core/alert/silence.js';
import {DEFAULT_INCIDENTS} from '../../src/core/incident/defaults.js';
import {nothingLive, observe} from '../../src/core/live/observe.js';
import type {SourceHealth} from '../../src/core/live/update.js';
import type {Settings} from '../../src/core/settings.js';
import type {Command} from '../../src/core/shift/command.js';
import {decide} from '../../src/core/shift/decide.js';
import {isRefusal, type NewFact} from '../../src/core/shift/decision.js';
import {type Fact, factVersion} from '../../src/core/shift/fact.js';
import {fold, initialShift} from '../../src/core/shift/fold.js';
import type {LiveState, WatchState} from '../../src/core/watch-state.js';

/** 2026-11-20 03:00:00 UTC: when most of these stories happen. */
export const NIGHT = Date.parse('2026-11-20T03:00:00.000Z');
const MINUTE = 60_000;

export function someSettings(over: Partial<Settings> = {}): Settings {
  return {
    operator: 'ana',
    readOnly: false,
    ack: {
      duration: 15 * MINUTE,
      prefix: 'ACK!',
      recognise: [],
      comment: 'ACK! acknowledged on %NOW%',
      extend: true,
      remind: 60 * MINUTE,
    },
    severity: {
      label: 'severity',
      scheme: 'name',
      map: DEFAULT_SEVERITY_MAP,
      sla: {
        P1: {ack: 5 * MINUTE, update: 30 * MINUTE},
        P2: {ack: 15 * MINUTE, update: 60 * MINUTE},
        P3: {ack: 240 * MINUTE},
        P4: {ack: 480 * MINUTE},
      },
    },
    incidents: DEFAULT_INCIDENTS,
    watchdogs: {},
    links: {},
    targets: [],
    policies: [],
    contacts: {},
    ui: {title: true, bell: true, filter: '', group: 'route', views: []},
    ...over,
  };
}

let made = 0;

/** An alert as a source shows it; labels make its fingerprint unless one is given. */
export function anAlert(over: Partial<Alert> & {readonly name?: string} = {}): Alert {
  const {name, ...rest} = over;
  const labels = over.labels ?? {alertname: name ?? 'DiskFull', severity: 'critical', cluster: 'eu'};
  return {
    source: 'eu',
    fingerprint: fingerprintOf(labels),
    startsAt: NIGHT - 2 * MINUTE,
    annotations: {summary: 'it is full'},
    generatorURL: '',
    state: 'active',
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
    receivers: ['team'],
    members: ['am-1:9093'],
    ...rest,
    labels,
  };
}

function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  const text = JSON.stringify(Object.entries(labels).sort());
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (hash * 31 + text.charCodeAt(index)) >>> 0;
  return hash.toString(16).padStart(16, '0');
}

export function aSilence(over: Partial<Silence> = {}): Silence {
  made += 1;
  return {
    source: 'eu',
    id: `silence-${made}`,
    matchers: [{name: 'alertname', value: 'DiskFull', isRegex: false, isEqual: true}],
    startsAt: NIGHT,
    endsAt: NIGHT + 15 * MINUTE,
    updatedAt: NIGHT,
    createdBy: 'lee',
    comment: 'deploy',
    state: 'active',
    ...over,
  };
}

export function upHealth(over: Partial<SourceHealth> = {}): SourceHealth {
  return {
    source: 'eu',
    state: 'up',
    since: NIGHT - 60 * MINUTE,
    lastGood: NIGHT,
    interval: 5000,
    members: [{name: 'am-1:9093', up: true}],
    ...over,
  };
}

interface Given {
  readonly alerts?: readonly Alert[];
  readonly silences?: readonly Silence[];
  readonly health?: SourceHealth;
  readonly facts?: readonly Fact[];
  readonly settings?: Partial<Settings>;
}

/** A state in which these alerts and silences are shown, and these facts are recorded. */
export function aWatch(given: Given = {}): WatchState {
  return {
    settings: someSettings(given.settings),
    live: shown(given),
    shift: fold(initialShift('here'), given.facts ?? []),
    recording: {ok: true},
    log: given.facts ?? [],
    earlier: [],
    lookups: new Map(),
    outputs: new Map(),
    warming: false,
    role: 'writer',
  };
}

export function shown(given: Given): LiveState {
  return observe(
    nothingLive,
    {
      source: 'eu',
      at: NIGHT,
      health: given.health ?? upHealth(),
      alerts: {changed: given.alerts ?? [], gone: []},
      groups: {changed: groupsOf(given.alerts ?? []), gone: []},
      silences: {changed: given.silences ?? [], gone: []},
    },
    someSettings(given.settings),
  );
}

/** The route groups of alerts that are grouped by name. */
export function groupsOf(alerts: readonly Alert[]): readonly Group[] {
  const groups = new Map<string, string[]>();
  for (const {labels, fingerprint} of alerts) {
    const name = labels.alertname ?? '';
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [fingerprint]);
    else known.push(fingerprint);
  }
  return [...groups].map(([name, fingerprints]) => ({
    key: `eu/team/{alertname="${name}"}`,
    source: 'eu',
    receiver: 'team',
    labels: {alertname: name},
    fingerprints,
  }));
}

/** A fact with its envelope; `seq` counts on from 1. */
export function recorded(bodies: readonly NewFact[], at: number = NIGHT, by = 'ana'): Fact[] {
  return bodies.map((body, index) => {
    const {type, ...rest} = body;
    const envelope = {v: factVersion(type), seq: index + 1, origin: 'here', at: new Date(at).toISOString(), by};
    return {...envelope, type, ...rest} as Fact;
  });
}

/** A driver for one decision after another: `when` decides, records and folds. */
export function story(given: Given = {}) {
  let state = aWatch(given);
  let count = 0;
  const newId = (prefix: string) => {
    count += 1;
    return `${prefix}test${String(count).padStart(4, '0')}`;
  };
  const stamp = (bodies: readonly NewFact[], at: number, by: string) =>
    recorded(bodies, at, by).map((fact, index) => ({...fact, seq: state.shift.seq + 1 + index}));
  const self = {
    state: () => state,
    /** Decides at a time and folds the facts in; answers their bodies, or the refusal. */
    when: (command: Command, at: number = NIGHT, by = 'ana') => {
      const decision = decide(command, state, {at, by, newId});
      if (isRefusal(decision)) return decision;
      const facts = stamp(decision, at, by);
      state = {...state, shift: fold(state.shift, facts), log: [...state.log, ...facts]};
      return decision;
    },
    /** Everything that is on its way arrives. */
    arrives: (at: number = NIGHT) => {
      for (const one of state.shift.deliveries.values())
        if (one.state === 'requested') self.when({type: 'settle-delivery', delivery: one.delivery, result: {}}, at);
      return self;
    },
    /** Others tell of what they did. */
    hears: (bodies: readonly NewFact[], at: number, by: string) => {
      state = {...state, shift: fold(state.shift, stamp(bodies, at, by))};
      return self;
    },
    /** The source shows something else from now on. */
    shows: (next: Given) => {
      state = {...state, live: shown({...next})};
      return self;
    },
  };
  return self;
}

export function types(decision: ReturnType<ReturnType<typeof story>['when']>): readonly string[] {
  return 'refusal' in decision ? [`refused: ${decision.refusal.code}`] : decision.map(fact => fact.type);
}

export const keyOf = alertKey;
