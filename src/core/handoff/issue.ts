import {alertName, type Labels} from '../alert/alert.js';
import type {Severity} from '../alert/severity.js';
import {isWatchdog} from '../alert/watchdog.js';
import type {Settings} from '../settings.js';

/** Alerts of one name at one service, as people speak of them. */
export interface Issue {
  readonly severity: Severity;
  readonly name: string;
  /** Source and service: `eu/payments-api`. */
  readonly place: string;
}

/** What people call one problem: alerts of one name, of one source, at one service. */
export interface IssueName {
  readonly id: string;
  readonly name: string;
  readonly place: string;
}

const PLACES = ['service', 'app', 'application', 'namespace', 'job'];

export function issueOf(alert: {
  readonly source: string;
  readonly fingerprint: string;
  readonly labels: Labels;
}): IssueName {
  const {source, labels} = alert;
  const name = alertName(alert);
  const label = PLACES.find(name => labels[name] !== undefined && labels[name] !== '');
  const service = label === undefined ? undefined : labels[label];
  const place = service === undefined ? source : `${source}/${service}`;
  return {id: JSON.stringify([source, name, service ?? '']), name, place};
}

/** Whether labels are those of the alert that always fires. */
export function isDeadMansSwitch(source: string, labels: Labels, settings: Settings): boolean {
  return isWatchdog({source, labels}, settings.watchdogs);
}
