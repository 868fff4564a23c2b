import type {Drill, DrillAlert} from '../../src/core/drill/drill.js';

export const MINUTE = 60_000;

export function aDrillAlert(over: Partial<DrillAlert> = {}): DrillAlert {
  return {
    name: 'pool',
    site: 'eu',
    at: 2 * MINUTE,
    firesFor: 0,
    labels: {alertname: 'PoolFull', severity: 'critical', service: 'api', cluster: 'eu'},
    annotations: {summary: 'it is full'},
    expr: '',
    targets: {},
    ...over,
  };
}

export function aDrill(over: Partial<Drill> = {}): Drill {
  return {
    title: 'a drill',
    about: '',
    length: 30 * MINUTE,
    alerts: [aDrillAlert()],
    watchdogs: [],
    outages: [],
    ...over,
  };
}
