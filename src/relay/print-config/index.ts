import {alertmanagerConfig} from './alertmanager.js';
import {changeConfig} from './change.js';
import {cockpitConfig} from './cockpit.js';
import {datadogConfig} from './datadog.js';
import {elastalertConfig} from './elastalert.js';
import {eventsConfig} from './events.js';
import {genericConfig} from './generic.js';
import {grafanaConfig} from './grafana.js';
import {pagerdutyConfig} from './pagerduty.js';
import type {PrintOptions} from './print-options.js';
import {systemdUnit} from './systemd.js';

/** What is to be pasted at the other side, by its name. Throws OperatorError for options that cannot be used. */
export const printConfig = {
  alertmanager: alertmanagerConfig,
  events: eventsConfig,
  grafana: grafanaConfig,
  elastalert: elastalertConfig,
  datadog: datadogConfig,
  pagerduty: pagerdutyConfig,
  generic: genericConfig,
  change: changeConfig,
  systemd: systemdUnit,
  cockpit: cockpitConfig,
} as const satisfies Readonly<Record<string, (options: PrintOptions) => string>>;
