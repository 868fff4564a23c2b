import type {PostedAlert} from '../../support/real.js';

/** An end in the past: posted, it resolves an alert. */
export const RESOLVED = new Date(Date.now() - 1_000).toISOString();

/** That many P3 alerts, four to a group. */
export function backgroundOf(count: number): readonly PostedAlert[] {
  return Array.from({length: count}, (_, index) => ({
    labels: {
      alertname: `Load${Math.floor(index / 4)}`,
      severity: 'warning',
      instance: `web-${index}`,
      service: `shop-${index % 10}`,
    },
    annotations: {summary: `load of web-${index} is high`},
    startsAt: new Date(Date.now() - 60_000).toISOString(),
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
  }));
}

/** A P1 that fires now. */
export function freshAlert(alertname: string): PostedAlert {
  return {
    labels: {alertname, severity: 'critical', instance: 'web-1', service: 'checkout'},
    annotations: {summary: 'nobody can buy anything'},
  };
}
