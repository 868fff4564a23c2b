import {randomUUID} from 'node:crypto';
import type {Clock} from '../../core/ports.js';
import {alertStore, type PostedAlert} from './alert-store.js';
import {alertsText, groupsText} from './alert-text.js';
import {ApiError} from './api-error.js';
import {configText, type ServerConfig} from './config.js';
import {inhibitor} from './inhibition.js';
import {type Observation, observe} from './observation.js';
import {postedAlerts, postedSilence, silenceId} from './posted.js';
import {alertTest, filteredGroups, silenceTest} from './query.js';
import {intervalsAt, router} from './routing.js';
import {type StoredSilence, silenceState, silenceStore} from './silence-store.js';

export interface AlertmanagerOptions {
  readonly clock: Clock;
  readonly config: ServerConfig;
  /** When it claims to have started, Unix ms; the clock's now by default. */
  readonly startedAt?: number;
  /** Makes the ids of silences; random UUIDs by default. */
  readonly newId?: () => string;
}

const VERSION = '0.28.0';
const KEPT_ANSWERS = 64;

export type Alertmanager = ReturnType<typeof alertmanager>;

/** What an Alertmanager knows and answers, without the wire: paths and bodies in, text or {@link ApiError} out. */
export function alertmanager(options: AlertmanagerOptions) {
  const {clock, config, startedAt = clock.now(), newId = randomUUID} = options;
  const alerts = alertStore(router(config));
  const silences = silenceStore(newId);
  const answers = answerBook({options, alerts, silences});
  const receive = (posted: readonly PostedAlert[]): void => {
    answers.forget();
    alerts.receive(posted, clock.now());
  };
  return {
    receive,
    firing: () => alerts.active(clock.now()),
    postAlerts: (body: string) => receive(postedAlerts(body)),
    getAlerts: ({href, searchParams}: URL) =>
      answers.get(href, seen => alertsText(seen.alerts.filter(alertTest(searchParams)))),
    getGroups: ({href, searchParams}: URL) => answers.get(href, seen => groupsText(filteredGroups(seen, searchParams))),
    getSilences: ({href, searchParams}: URL) =>
      answers.get(href, (_, now) => {
        const found = silences.list(now).filter(silenceTest(searchParams));
        return `${JSON.stringify(found.map(item => silenceBody(item, now)))}\n`;
      }),
    postSilence(body: string): string {
      answers.forget();
      return JSON.stringify({silenceID: silences.set(postedSilence(body), clock.now())});
    },
    getSilence(id: string): string {
      const silence = silences.get(silenceId(id));
      if (!silence) throw new ApiError(404, undefined);
      return JSON.stringify(silenceBody(silence, clock.now()));
    },
    deleteSilence(id: string): void {
      answers.forget();
      silences.expire(silenceId(id), clock.now());
    },
    getReceivers: () => JSON.stringify(config.receivers.map(name => ({name}))),
    getStatus: () => JSON.stringify(statusBody(config, startedAt)),
  };
}

interface Stores {
  readonly options: AlertmanagerOptions;
  readonly alerts: ReturnType<typeof alertStore>;
  readonly silences: ReturnType<typeof silenceStore>;
}

/** The same question has the same answer until something is posted or a time has come. */
function answerBook({options: {clock, config}, alerts, silences}: Stores) {
  const inhibit = inhibitor(config.inhibitRules);
  const answers = new Map<string, Buffer>();
  let seen: Observation | undefined;
  const look = (now: number): Observation =>
    observe(
      {
        alerts: alerts.active(now),
        silences: silences.list(now),
        inhibit,
        intervals: intervalsAt(config.timeIntervals, now),
      },
      now,
    );
  const forget = () => {
    seen = undefined;
    answers.clear();
  };
  return {
    forget,
    get(question: string, make: (seen: Observation, now: number) => string): Buffer {
      const now = clock.now();
      if (seen && now >= seen.validUntil) forget();
      const known = answers.get(question);
      if (known) return known;
      seen ??= look(now);
      const answer = Buffer.from(make(seen, now));
      if (answers.size >= KEPT_ANSWERS) answers.clear();
      answers.set(question, answer);
      return answer;
    },
  };
}

function silenceBody(silence: StoredSilence, now: number) {
  const {id, matchers, startsAt, endsAt, updatedAt, createdBy, comment} = silence;
  return {
    id,
    status: {state: silenceState(silence, now)},
    updatedAt: new Date(updatedAt).toISOString(),
    comment,
    createdBy,
    endsAt: new Date(endsAt).toISOString(),
    matchers: matchers.map(({isEqual, isRegex, name, value}) => ({isEqual, isRegex, name, value})),
    startsAt: new Date(startsAt).toISOString(),
  };
}

function statusBody(config: ServerConfig, startedAt: number) {
  return {
    cluster: {peers: [], status: 'disabled'},
    config: {original: configText(config)},
    uptime: new Date(startedAt).toISOString(),
    versionInfo: {
      branch: 'demo',
      buildDate: '',
      buildUser: 'watchkeeper',
      goVersion: '',
      revision: 'demo',
      version: VERSION,
    },
  };
}
