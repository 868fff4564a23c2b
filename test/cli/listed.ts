import type {ListedAlert} from '../../src/cli/context.js';

/** An alert as Alertmanager's API shows it. */
export function listed(labels: Readonly<Record<string, string>>, over: Partial<ListedAlert> = {}): ListedAlert {
  return {
    annotations: {summary: `${labels.alertname} is bad`},
    endsAt: '2026-11-20T03:05:00.000Z',
    fingerprint: '0123456789abcdef',
    receivers: [{name: 'team'}],
    startsAt: '2026-11-20T02:58:00.000Z',
    status: {inhibitedBy: [], silencedBy: [], state: 'active'},
    updatedAt: '2026-11-20T02:59:00.000Z',
    generatorURL: 'http://prom/graph',
    labels,
    ...over,
  };
}
