import type {VendorAnswer, VendorRequest} from '../vendor-server.js';
import {wrong} from './wrong.js';

interface Alert {
  readonly id: number;
  readonly dedup: string;
  readonly summary: string;
  readonly details: string;
  closed: boolean;
}

/** GoAlert's side of the generic API: alerts by their dedup, or by their texts where there is none. */
export function goalertVendor() {
  const alerts: Alert[] = [];
  return {
    alerts,
    /** An older one answers nothing. */
    silent: false,
    pages: () => alerts.length,
    problems({method, path, headers, json, query}: VendorRequest): readonly string[] {
      const {summary = '', details = '', action = 'open', dedup = ''} = (json ?? {}) as Record<string, string>;
      return wrong({
        'this is not in the API': method !== 'POST' || path !== '/api/v2/generic/incoming',
        'the token is not in its header': headers.authorization !== 'Bearer token-1' || query.size > 0,
        'the summary is empty or too long': summary === '' || [...summary].length > 1_024,
        'the details are too long': [...details].length > 6_144,
        'dedup is too long': [...dedup].length > 512,
        'the action is not known': action !== 'open' && action !== 'close',
      });
    },
    answer({json}: VendorRequest): VendorAnswer {
      const {summary = '', details = '', action, dedup} = json as Record<string, string>;
      const key = dedup ?? `auto:${summary}${details}`;
      const known = alerts.find(alert => alert.dedup === key && !alert.closed);
      const alert = action === 'close' ? known : (known ?? open({dedup: key, summary, details}));
      if (alert !== undefined) alert.closed = action === 'close';
      const isNew = known === undefined && alert !== undefined;
      return this.silent ? {status: 204} : {json: {AlertID: alert?.id ?? 0, ServiceID: 's', IsNew: isNew}};
    },
  };

  function open(texts: Pick<Alert, 'dedup' | 'summary' | 'details'>): Alert {
    const alert = {id: alerts.length + 1, ...texts, closed: false};
    alerts.push(alert);
    return alert;
  }
}
