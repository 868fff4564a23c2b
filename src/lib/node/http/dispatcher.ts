import type {Dispatcher} from 'undici';
import {basicAuthorization} from './basic-authorization.js';
import {certificates, type TlsOptions} from './certificates.js';

export interface DispatcherOptions {
  /** Where requests will go; through a proxy, `https:` goes by a tunnel. */
  readonly origin: string;
  readonly tls?: TlsOptions | undefined;
  /** The URL of an HTTP proxy, with `user:password@` where it wants them. */
  readonly proxy?: string | undefined;
  readonly agent: {
    readonly connections: number;
    /** Ms that an idle connection is kept. */
    readonly keepAliveTimeout?: number;
    /** 0: one connection for each request. */
    readonly pipelining?: number;
    /** Bytes. */
    readonly maxResponseSize: number;
  };
  /** Ms. */
  readonly connectTimeout: number;
}

type Undici = typeof import('undici')['default'];

/** The connections to one server. Throws when a certificate file cannot be read. */
export function httpDispatcher({Agent, ProxyAgent}: Undici, options: DispatcherOptions): Dispatcher {
  const connect = {timeout: options.connectTimeout, ...(options.tls === undefined ? {} : certificates(options.tls))};
  if (options.proxy === undefined) return new Agent({...options.agent, connect});
  const proxy = new URL(/^https?:\/\//i.test(options.proxy) ? options.proxy : `http://${options.proxy}`);
  const user = decodeURIComponent(proxy.username);
  return new ProxyAgent({
    ...options.agent,
    uri: proxy.origin,
    ...(user === '' ? {} : {token: basicAuthorization({user, password: decodeURIComponent(proxy.password)})}),
    // Proxies commonly allow CONNECT to TLS ports only.
    proxyTunnel: options.origin.startsWith('https:'),
    requestTls: connect,
  });
}
