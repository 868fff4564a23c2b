import type {Labels} from '../../core/alert/alert.js';
import {type Clock, SourceError} from '../../core/ports.js';
import {address} from '../http/address.js';
import {client} from '../http/client.js';
import {refusal} from '../http/refusal.js';
import {API_ROOT, isGood} from './endpoints.js';
import type {AlertmanagerOptions} from './options.js';

/** An alert that is posted by hand. Times are Unix ms; with an end that is over, it is ended. */
export interface HandAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * Posts an alert to every member of a cluster, as a Prometheus does: members do not tell each other of alerts. Rejects
 * with SourceError where none took it.
 */
export async function postAlert(
  options: Pick<AlertmanagerOptions, 'urls' | 'timeout'> & Partial<AlertmanagerOptions>,
  alert: HandAlert,
  {clock, signal}: {readonly clock: Pick<Clock, 'now'>; readonly signal: AbortSignal},
): Promise<void> {
  const body = [
    {...alert, startsAt: new Date(alert.startsAt).toISOString(), endsAt: new Date(alert.endsAt).toISOString()},
  ];
  const posted = await Promise.allSettled(
    options.urls.map(async url => {
      const asks = client({
        address: address(url),
        connection: options,
        root: API_ROOT,
        server: 'Alertmanager',
        clock,
      });
      const call = {method: 'POST' as const, path: '/alerts', body, deadline: options.timeout};
      try {
        const answer = await asks.call(call, signal);
        if (!isGood(answer)) throw refusal(answer, asks.asked(call));
      } finally {
        await asks.close();
      }
    }),
  );
  const [first] = posted.flatMap(one => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (posted.some(({status}) => status === 'fulfilled')) return;
  throw first instanceof Error ? first : new SourceError('unreachable', 'No member took it.', {hint: ''});
}
