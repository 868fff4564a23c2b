import type {Labels} from '../core/alert/alert.js';
import type {Matcher} from '../core/alert/matcher.js';
import {equal, HOUR, MINUTE, SECOND} from './night/event.js';

/** What the operator does; the alerts it is about are those that fire by then with the moment's labels. */
export type Act =
  | {readonly do: 'ack'; readonly comment: string}
  | {readonly do: 'release'}
  | {readonly do: 'judge'; readonly verdict: 'actionable' | 'noise'; readonly reason: string}
  | {readonly do: 'note'; readonly text: string}
  | {readonly do: 'change'; readonly text: string; readonly service: string}
  | {
      readonly do: 'silence';
      readonly source: string;
      readonly matchers: readonly Matcher[];
      readonly duration: number;
      readonly comment: string;
    };

/** Something the operator does at its time: so long after the watch began, or after such an alert first fired. */
export interface Moment {
  readonly after: number;
  /** Counts from the first alert with these labels that fires once the watch has lasted `since`. */
  readonly fires?: Labels;
  readonly since?: number;
  /** Labels of the alerts it is about; those of `fires` by default. */
  readonly on?: Labels;
  readonly act: Act;
}

const POOL = {alertname: 'DatabasePoolExhausted', cluster: 'eu'};
const SLOW = {alertname: 'HighLatency', service: 'api'};
const DISK = {alertname: 'DiskFillingUp', instance: 'db-7'};
const STOPPED = {alertname: 'ReplicationStopped'};
const CERT = {alertname: 'CertExpiresToday'};

const ack = (comment: string): Act => ({do: 'ack', comment});
const note = (text: string): Act => ({do: 'note', text});
const change = (service: string, text: string): Act => ({do: 'change', service, text});

/** How one watch goes, as a person with some experience would stand it. */
export const MOMENTS: readonly Moment[] = [
  {after: 25 * SECOND, on: SLOW, act: ack('known since the afternoon, watching it')},

  {fires: POOL, after: 70 * SECOND, act: ack('looking at who holds the connections')},
  {
    fires: {alertname: 'CheckoutErrorRate', cluster: 'eu'},
    after: 50 * SECOND,
    act: ack('same cause as the pool of payments-api'),
  },
  {fires: {alertname: 'UpstreamFailing', cluster: 'eu'}, after: 80 * SECOND, act: ack('waits for payments-api')},
  {fires: POOL, after: 3 * MINUTE, act: ack('its replicas too')},
  {fires: {alertname: 'HighLatency', service: 'cart'}, after: 100 * SECOND, act: ack('waits for payments-api')},
  {
    fires: {alertname: 'HighLatency', service: 'mobile-gateway'},
    after: 70 * SECOND,
    act: ack('waits for payments-api'),
  },
  {fires: {alertname: 'CheckoutErrorRate', cluster: 'us'}, after: 75 * SECOND, act: ack('same cause as in eu')},
  {fires: {alertname: 'UpstreamFailing', cluster: 'us'}, after: 80 * SECOND, act: ack('same cause as in eu')},
  {
    fires: POOL,
    after: 6 * MINUTE,
    act: note('invoices holds 41 of the 50 connections: a report without a timeout, begun before the watch'),
  },
  {
    fires: {alertname: 'DatabasePoolExhausted', cluster: 'us'},
    after: 95 * SECOND,
    act: ack('moved traffic, same cause'),
  },
  {fires: POOL, after: 21 * MINUTE, act: change('payments-api', 'pool of payments-api raised from 50 to 80')},
  {fires: POOL, after: 26 * MINUTE, act: change('invoices', 'report job of invoices stopped')},
  {
    fires: POOL,
    after: 47 * MINUTE,
    act: note('recovered after the report was stopped; the pool goes back to 50 once invoices has a limit'),
  },
  {after: 40 * MINUTE, on: SLOW, act: {do: 'release'}},

  {
    fires: {alertname: 'LogPatternSeen'},
    after: 3 * MINUTE,
    act: {do: 'judge', verdict: 'noise', reason: 'a scanner, blocked at the edge'},
  },

  {fires: DISK, after: 100 * SECOND, act: ack('looking')},
  {
    after: 150 * MINUTE,
    on: DISK,
    act: {do: 'judge', verdict: 'noise', reason: 'the forecast goes up and down, the disk never fills'},
  },
  {
    fires: DISK,
    since: 120 * MINUTE,
    after: 2 * MINUTE,
    act: {do: 'judge', verdict: 'noise', reason: 'the forecast goes up and down, the disk never fills'},
  },
  {
    fires: DISK,
    since: 120 * MINUTE,
    after: 3 * MINUTE,
    act: {
      do: 'silence',
      source: 'us',
      matchers: [equal('alertname', 'DiskFillingUp'), equal('instance', 'db-7')],
      duration: 8 * HOUR,
      comment: 'flaps; data will look at the rule in the morning',
    },
  },

  {fires: STOPPED, after: 75 * SECOND, act: ack('its replication slot is gone')},
  {fires: STOPPED, after: 24 * MINUTE, act: change('ledger-db', 'replication slot of db-8 made anew')},

  {
    fires: {alertname: 'RackUnreachable'},
    after: 2 * MINUTE,
    act: note('network: the switch of rack-c4 reboots after its update; nothing to do on the hosts'),
  },
  {
    fires: {alertname: 'TargetDown', rack: 'rack-c4'},
    after: 100 * SECOND,
    act: {
      do: 'silence',
      source: 'us',
      matchers: [equal('alertname', 'TargetDown'), equal('rack', 'rack-c4')],
      duration: 30 * MINUTE,
      comment: 'switch of rack-c4 reboots',
    },
  },
  {fires: {alertname: 'ReplicasMissing'}, after: 90 * SECOND, act: ack('comes back with the rack')},

  {after: 231 * MINUTE, act: note('no Watchdog from eu: a deploy paused the rule group, platform (mo) takes it back')},

  {fires: CERT, after: 9 * MINUTE, act: ack('renewal by hand as soon as the DNS challenge works')},
  {fires: {alertname: 'TlsHandshakeErrors'}, after: 55 * SECOND, act: ack('certificate expired, renewing by hand')},
  {
    fires: {alertname: 'TlsHandshakeErrors'},
    after: 22 * MINUTE,
    act: change('edge', 'certificate of www.shop.example renewed by hand; the DNS challenge is still broken'),
  },

  {fires: SLOW, since: 380 * MINUTE, after: 4 * MINUTE, act: ack('query plan of the price lookup again')},
  {fires: SLOW, since: 380 * MINUTE, after: 70 * MINUTE, act: note('next: profile the price lookup with mo at 11:00Z')},
  {fires: POOL, since: 400 * MINUTE, after: 65 * SECOND, act: ack('the report of invoices again')},
  {
    fires: POOL,
    since: 400 * MINUTE,
    after: 10 * MINUTE,
    act: note('invoices restarts its report by itself: needs a limit before tonight'),
  },
  {after: 476 * MINUTE, act: note('payment provider has maintenance on Saturday 02:00Z to 04:00Z')},
];
