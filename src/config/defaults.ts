import {DEFAULT_SEVERITY_MAP} from '../core/alert/severity.js';
import type {Config} from './config.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const DEFAULT_POLL = 5 * SECOND;
export const DEFAULT_TIMEOUT = 10 * SECOND;
/** How long a cockpit may be silent before a relay goes on for it. */
export const DEFAULT_LEASE = MINUTE;

export const DEFAULT_ACK: Config['ack'] = {
  duration: 15 * MINUTE,
  prefix: 'ACK!',
  recognise: [],
  comment: 'This alert was acknowledged using watchkeeper on %NOW%',
  extend: true,
  remind: HOUR,
};

/** Times to ack and between updates of the practice we serve. P4's "one business day" is 8 working hours. */
export const DEFAULT_SEVERITY: Config['severity'] = {
  label: 'severity',
  scheme: 'name',
  map: DEFAULT_SEVERITY_MAP,
  sla: {
    P1: {ack: 5 * MINUTE, update: 30 * MINUTE},
    P2: {ack: 15 * MINUTE, update: HOUR},
    P3: {ack: 4 * HOUR},
    P4: {ack: 8 * HOUR},
  },
};

export const DEFAULT_UI: Config['ui'] = {filter: '', group: 'route', views: [], title: true, bell: true};
