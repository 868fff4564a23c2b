import type {Cockpit} from '../cockpit.js';
import type {Binding} from '../input/binding.js';
import type {ViewId} from '../ui-store.js';
import {ACCEPT_KEYS} from './accept/keys.js';
import {ALERT_KEYS} from './alert/keys.js';
import {BOARD_KEYS} from './board/keys.js';
import {CONTACTS_KEYS} from './contacts/keys.js';
import {DELIVERIES_KEYS} from './deliveries/keys.js';
import {ESCALATE_KEYS} from './escalate/keys.js';
import {HANDOFF_KEYS} from './handoff/keys.js';
import {INCIDENT_KEYS, INCIDENTS_KEYS} from './incident/keys.js';
import {LOG_KEYS} from './log/keys.js';
import {METRICS_KEYS} from './metrics/keys.js';
import {RUNBOOK_KEYS} from './runbook/keys.js';
import {SHIFT_KEYS} from './shift/keys.js';
import {SILENCES_KEYS} from './silences/keys.js';
import {SOURCES_KEYS} from './sources/keys.js';

export type Keys = readonly Binding<Cockpit>[];

/** The key table of each view but the help, which is made from these. */
export const VIEW_KEYS: Readonly<Record<Exclude<ViewId, 'help'>, Keys>> = {
  board: BOARD_KEYS,
  alert: ALERT_KEYS,
  escalate: ESCALATE_KEYS,
  silences: SILENCES_KEYS,
  log: LOG_KEYS,
  sources: SOURCES_KEYS,
  runbook: RUNBOOK_KEYS,
  incidents: INCIDENTS_KEYS,
  incident: INCIDENT_KEYS,
  handoff: HANDOFF_KEYS,
  accept: ACCEPT_KEYS,
  shift: SHIFT_KEYS,
  metrics: METRICS_KEYS,
  deliveries: DELIVERIES_KEYS,
  contacts: CONTACTS_KEYS,
};
