import type {IncidentSettings} from './due.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What incident practice asks for where nothing else is configured. */
export const DEFAULT_INCIDENTS: IncidentSettings = {
  updates: {
    room: {P1: 30 * MINUTE, P2: HOUR},
    stakeholders: {P1: 30 * MINUTE, P2: 2 * HOUR, P3: 24 * HOUR},
    support: {},
    'status-page': {P1: 30 * MINUTE, P2: 2 * HOUR, P3: 24 * HOUR},
  },
  audiences: {},
  watch: {P1: HOUR, P2: 30 * MINUTE, P3: 30 * MINUTE, P4: 30 * MINUTE},
  room: 'incident-{date}-{title}',
};
