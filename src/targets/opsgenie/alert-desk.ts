import * as v from 'valibot';
import type {TargetRequest} from '../../core/escalation/target.js';
import {readAnswer} from '../http/http.js';
import type {VendorApi} from '../http/vendor-api.js';
import {aliasOf} from './requests.js';

export interface AlertPlace {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** An API of alerts, as far as it goes. */
export interface AlertDesk {
  readonly vendor: string;
  /** Creates, acknowledges, closes, takes notes. */
  readonly events: {readonly api: VendorApi; readonly alerts: string};
  /** Everything else; not there without an account. */
  readonly whole?: {
    readonly api: VendorApi;
    readonly alerts: string;
    readonly schedules: string;
    readonly style: 'opsgenie' | 'jsm';
    place(request: TargetRequest, signal: AbortSignal): Promise<AlertPlace>;
  };
}

const ALERTS = '/alerts';
const SCHEDULES = '/schedules';
const BY_ALIAS = {identifierType: 'alias'};

/** Opsgenie itself: one key opens everything. */
export function opsgenieDesk(api: VendorApi): AlertDesk {
  const common = {api, alerts: ALERTS};
  return {
    vendor: 'Opsgenie',
    events: common,
    whole: {...common, schedules: SCHEDULES, style: 'opsgenie', place: async request => aliasPlace(request.thread)},
  };
}

/** Jira Service Management: the key of an integration opens the events, an account of the site the rest. */
export function jsmDesk(events: VendorApi, account: VendorApi | undefined): AlertDesk {
  const desk = {vendor: 'Jira Service Management', events: {api: events, alerts: ALERTS}};
  if (account === undefined) return desk;
  const place = async (request: TargetRequest, signal: AbortSignal) => ({
    path: `${ALERTS}/${encodeURIComponent(request.ref?.id ?? (await idOf(account, aliasOf(request.thread), signal)))}`,
  });
  return {...desk, whole: {api: account, alerts: ALERTS, schedules: SCHEDULES, style: 'jsm', place}};
}

/** Where an alert is by its alias. */
export function aliasPlace(thread: string): AlertPlace & {readonly query: Readonly<Record<string, string>>} {
  return {path: `${ALERTS}/${encodeURIComponent(aliasOf(thread))}`, query: BY_ALIAS};
}

const identified = v.looseObject({id: v.pipe(v.string(), v.nonEmpty())});

async function idOf(api: VendorApi, alias: string, signal: AbortSignal): Promise<string> {
  return readAnswer(await api({path: `${ALERTS}/alias`, query: {alias}}, signal), identified).id;
}
