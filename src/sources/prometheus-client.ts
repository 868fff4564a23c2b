import type {Clock} from '../core/ports.js';
import {address} from './http/address.js';
import {type Client, client} from './http/client.js';
import type {Connection} from './http/connection.js';

/** Asks one Prometheus by its query API, at the paths below /api/v1; who opens it closes it. */
export function prometheusClient(server: Connection & {readonly url: string}, clock: Pick<Clock, 'now'>): Client {
  return client({address: address(server.url), connection: server, root: '/api/v1', server: 'Prometheus', clock});
}
