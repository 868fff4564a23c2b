import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import {basicAuthorization} from '../../lib/node/http/basic-authorization.js';
import {address} from '../http/address.js';

interface Wanted {
  readonly url: URL;
  readonly request: http.RequestOptions;
  readonly tls: tls.ConnectionOptions;
}

/** A request by way of an HTTP proxy: the whole URL for http, a tunnel for https. */
export async function throughProxy(proxy: string, wanted: Wanted, signal: AbortSignal): Promise<http.ClientRequest> {
  const {origin, basic} = address(proxy);
  const via = new URL(origin);
  const credentials = basic === undefined ? {} : {'proxy-authorization': basicAuthorization(basic)};
  const speak = via.protocol === 'https:' ? https : http;
  const {url, request} = wanted;
  if (url.protocol === 'http:') {
    const headers = {host: url.host, ...request.headers, ...credentials};
    return speak.request({
      ...request,
      host: via.hostname,
      port: via.port,
      path: `${url.origin}${request.path}`,
      headers,
    });
  }
  const port = url.port || '443';
  const authority = `${url.hostname}:${port}`;
  const socket = await tunnel(
    speak.request({
      host: via.hostname,
      port: via.port,
      method: 'CONNECT',
      path: authority,
      headers: credentials,
      signal,
      agent: false,
    }),
  );
  const secured = tls.connect({servername: url.hostname, ...wanted.tls, socket});
  // An agent, even `false`, would make a connection of its own.
  const {agent: _, ...direct} = request;
  return https.request({...direct, createConnection: () => secured});
}

function tunnel(connect: http.ClientRequest): Promise<import('node:net').Socket> {
  return new Promise((resolve, reject) => {
    connect.on('error', reject);
    connect.on('connect', (response, socket) => {
      if (response.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error(`the proxy answers ${response.statusCode} to CONNECT`));
    });
    connect.end();
  });
}
