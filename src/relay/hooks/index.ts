import {alertmanagerHook} from './alertmanager.js';
import {changeHook} from './change/change.js';
import {datadogHook} from './datadog/datadog.js';
import {elastalertHook} from './elastalert/elastalert.js';
import {eventsHook} from './events/events.js';
import {genericHook} from './generic/generic.js';
import {grafanaHook} from './grafana.js';
import type {Hook} from './hook.js';
import {pagerdutyHook} from './pagerduty.js';

/** What the relay takes in, by the name it is configured under; `generic` is a mapping by name, the others are one. */
export const hooks = {
  alertmanager: alertmanagerHook,
  events: eventsHook,
  grafana: grafanaHook,
  elastalert: elastalertHook,
  datadog: datadogHook,
  pagerduty: pagerdutyHook,
  generic: genericHook,
  change: changeHook,
} as const satisfies Readonly<Record<string, Hook>>;
