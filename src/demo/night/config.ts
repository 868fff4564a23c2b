import type {ServerConfig} from '../server/config.js';
import {equal, HOUR, MINUTE} from './event.js';

/** How the Alertmanager of each site is configured, for a night that starts then (Unix ms): its mute window depends on it. */
export function nightConfig(start: number): ServerConfig {
  const team = (name: string) => ({receiver: name, matchers: [equal('team', name)], routes: []});
  return {
    route: {
      receiver: 'on-call',
      groupBy: ['alertname', 'cluster', 'service'],
      matchers: [],
      routes: [
        {receiver: 'dead-mans-switch', groupBy: ['alertname'], matchers: [equal('alertname', 'Watchdog')], routes: []},
        {...team('batch'), muteTimeIntervals: ['batch window']},
        {...team('network'), groupBy: ['alertname', 'rack']},
        {
          ...team('platform'),
          routes: [
            {
              receiver: 'platform',
              groupBy: ['alertname', 'rack', 'service'],
              matchers: [equal('alertname', 'TargetDown')],
              routes: [],
            },
          ],
        },
        team('payments'),
        team('data'),
        team('edge'),
      ],
    },
    inhibitRules: [
      {
        source: [equal('alertname', 'ReplicationStopped')],
        target: [equal('alertname', 'ReplicationLag')],
        equal: ['cluster', 'instance'],
      },
      {
        source: [equal('alertname', 'CertExpiresToday')],
        target: [equal('alertname', 'CertExpiresSoon')],
        equal: ['cluster', 'instance'],
      },
    ],
    receivers: ['on-call', 'dead-mans-switch', 'batch', 'network', 'platform', 'payments', 'data', 'edge'],
    timeIntervals: [{name: 'batch window', ...window(start)}],
  };
}

/** From the second hour on, until half past the third. */
function window(start: number) {
  const minute = (time: number) => Math.floor(time / MINUTE) % 1440;
  return {from: minute(start + 2 * HOUR), to: minute(start + 3.5 * HOUR)};
}
