import {createHash} from 'node:crypto';
import type {Alert, Labels} from '../../core/alert/alert.js';
import type {FeedAlert} from '../../core/feed/message.js';
import type {NewEntry} from '../backbone/backbone.js';
import type {ToldAlert} from '../view/told-alerts.js';

/** An alert as a poll shows it, for the stream. Several relays that poll the same say the same, so that it is told once. */
export function entryOfFiring(alert: Alert): NewEntry {
  const told = feedAlertOf(alert);
  return {kind: 'alert', key: keyOf(told), value: digest(told), alert: told};
}

/**
 * The end of an alert that the stream knows to fire; `on` is Unix ms. Told to fire once more after it was told to end, as
 * by a hook that comes late, it ends once more.
 */
export function entryOfEnd({alert: told, seq}: ToldAlert, on: number): NewEntry {
  const {silencedBy: _s, inhibitedBy: _i, mutedBy: _m, ...alert} = told;
  return {
    kind: 'alert',
    key: keyOf(told),
    value: `resolved ${seq}`,
    alert: {...alert, status: 'resolved', endsAt: new Date(on).toISOString()},
  };
}

/** Whether the stream has said of an alert what a poll shows of it. */
export function isToldSo(told: FeedAlert | undefined, alert: Alert): boolean {
  if (told === undefined || Date.parse(told.startsAt) !== alert.startsAt) return false;
  return (
    isSameRecord(told.annotations, alert.annotations) &&
    isSameList(told.silencedBy, alert.silencedBy) &&
    isSameList(told.inhibitedBy, alert.inhibitedBy) &&
    isSameList(told.mutedBy, alert.mutedBy)
  );
}

function feedAlertOf(alert: Alert): FeedAlert {
  const {source, fingerprint, labels, annotations, generatorURL, receivers} = alert;
  const [receiver] = receivers;
  return {
    source,
    status: 'firing',
    fingerprint,
    startsAt: new Date(alert.startsAt).toISOString(),
    endsAt: null,
    labels,
    annotations,
    groupKey: null,
    ...(generatorURL === '' ? {} : {generatorURL}),
    ...(receiver === undefined ? {} : {receiver}),
    ...listed('silencedBy', alert.silencedBy),
    ...listed('inhibitedBy', alert.inhibitedBy),
    ...listed('mutedBy', alert.mutedBy),
  };
}

function listed<N extends string>(name: N, list: readonly string[]): {readonly [K in N]?: string[]} {
  return list.length === 0 ? {} : ({[name]: [...list]} as {readonly [K in N]?: string[]});
}

/** Apart from those of hooks, which name the same occurrence with its group. */
function keyOf({source, fingerprint, startsAt}: FeedAlert): string {
  return JSON.stringify(['poll', source, fingerprint, startsAt]);
}

function digest(alert: FeedAlert): string {
  const {annotations, silencedBy = [], inhibitedBy = [], mutedBy = []} = alert;
  const said = [Object.entries(annotations).sort(), silencedBy, inhibitedBy, mutedBy];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22);
}

function isSameRecord(a: Labels, b: Labels): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every(name => a[name] === b[name]);
}

function isSameList(a: readonly string[] = [], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
