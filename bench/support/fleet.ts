import {readFileSync} from 'node:fs';
import {
  findBinary,
  type PostedAlert,
  postAlerts,
  type RealAlertmanager,
  startAlertmanager,
} from '../../test/support/real.js';
import type {BenchResult} from '../bench-row.js';

const HOUR = 3_600_000;
const CHUNK = 2_000;
/** It notifies nobody, and so spends its time on what it is asked. */
const CALM = `route: {receiver: nobody, group_by: [alertname], group_wait: 1h, group_interval: 1h, repeat_interval: 4h}
receivers: [{name: nobody}]
`;
/** Alerts of one name are one group, and so one row of the board. */
const IN_GROUP = 4;

/** Alerts as a large site has them: about 900 bytes each, four to a group. Their starts lie apart, so that no order is by chance. */
export function fleet(count: number): readonly PostedAlert[] {
  const now = Date.now();
  return Array.from({length: count}, (_, index) => fleetAlert(index, now));
}

function fleetAlert(index: number, now: number): PostedAlert {
  const host = `host-${index}`;
  return {
    labels: {
      alertname: `Alert${Math.floor(index / IN_GROUP)}`,
      severity: ['critical', 'warning', 'info'][index % 3] ?? 'info',
      cluster: `eu-${index % 5}`,
      namespace: `namespace-${index % 40}`,
      service: `service-${index % 200}`,
      instance: `${host}.example.com:9100`,
      job: 'node',
      team: `team-${index % 7}`,
      pod: `pod-${index}-7c9f`,
      region: 'eu-central-1',
    },
    annotations: {
      summary: `Something on ${host} is going wrong, and has been for a while`,
      description: `The value on ${host}.example.com has been above its threshold for 10 minutes, and should not be.`,
      runbook_url: `https://runbooks.example.com/${index % 50}`,
    },
    startsAt: new Date(now - HOUR - index * 1_000).toISOString(),
    endsAt: new Date(now + 10 * HOUR).toISOString(),
    generatorURL: 'http://prometheus.example.com:9090/graph?g0.expr=up%7Bjob%3D%22node%22%7D+%3D%3D+0&g0.tab=1',
  };
}

/** Measures on a real Alertmanager that has so many alerts; where the programs are not installed, says so. */
export async function onAlertmanager(
  count: number,
  measure: (server: RealAlertmanager) => Promise<BenchResult>,
  {programs = [], config = CALM}: {readonly programs?: readonly string[]; readonly config?: string} = {},
): Promise<BenchResult> {
  const missing = ['prometheus-alertmanager', ...programs].filter(name => findBinary(name) === undefined);
  if (missing.length > 0) {
    return {figure: Number.NaN, unit: '', verdict: 'skip', detail: `${missing.join(' and ')} not installed`};
  }
  const server = await startAlertmanager({config});
  try {
    await postInChunks(server.url, fleet(count));
    return await measure(server);
  } finally {
    await server.stop();
  }
}

export async function postInChunks(url: string, alerts: readonly PostedAlert[]): Promise<void> {
  for (let at = 0; at < alerts.length; at += CHUNK) await postAlerts(url, alerts.slice(at, at + CHUNK));
}

/** Nanoseconds that the first thread of a process has run, as ms; undefined where the system does not tell. */
export function mainThreadCpu(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}

/** Ms that the first thread of a process has waited for a CPU that others had; undefined where the system does not tell. */
export function mainThreadWait(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return undefined;
  }
}

/** The most memory a process has held, MiB; undefined where the system does not tell. */
export function peakMemory(pid: number): number | undefined {
  try {
    const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}
