import type {Alert, Labels} from '../../core/alert/alert.js';
import {alertOf, isSame, type Origin, withInhibitors} from './normalise.js';
import {isRawAlert, isRawGroup, type RawAlert} from './raw.js';
import {labelsOf, lineOf} from './texts.js';

/** A group as one member shows it. */
export interface MemberGroup {
  readonly receiver: string;
  readonly labels: Labels;
  readonly fingerprints: readonly string[];
}

/** What one member's list of alerts says; `groups` is absent where the server has no grouping to tell. */
export interface Listing {
  readonly alerts: ReadonlyMap<string, Alert>;
  readonly groups?: readonly MemberGroup[];
}

/** What we know of this member from before, and who it is. */
export interface Known {
  readonly alerts: ReadonlyMap<string, Alert>;
  readonly origin: Origin;
}

/**
 * Reads the parsed body of `/alerts/groups` or `/alerts`; undefined when it has another shape. An alert that did not
 * change is the same object as in `known`, so that the next steps compare by identity.
 */
export function listingOf(body: unknown, shape: 'groups' | 'alerts', known: Known): Listing | undefined {
  if (!Array.isArray(body)) return undefined;
  const alerts = new Map<string, Alert>();
  const add = (raw: RawAlert) => {
    if (alerts.has(raw.fingerprint)) return;
    alerts.set(raw.fingerprint, listed(raw, known));
  };
  if (shape === 'alerts') {
    if (!body.every(isRawAlert)) return undefined;
    body.forEach(add);
    return {alerts};
  }
  if (!body.every(isRawGroup)) return undefined;
  const groups = body.map(raw => {
    raw.alerts.forEach(add);
    return {
      receiver: lineOf(raw.receiver?.name),
      labels: labelsOf(raw.labels ?? {}),
      fingerprints: raw.alerts.map(alert => alert.fingerprint),
    };
  });
  return {alerts, groups};
}

function listed(raw: RawAlert, {alerts, origin}: Known): Alert {
  const before = alerts.get(raw.fingerprint);
  if (before === undefined) return alertOf(raw, origin);
  return isSame(raw, before) ? before : (withInhibitors(raw, before) ?? alertOf(raw, origin));
}
