import type {TlsOptions} from '../../lib/node/http/certificates.js';

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` or nothing; `offered`: TLS where the server offers it. */
  readonly security: 'tls' | 'starttls' | 'none' | 'offered';
  readonly login?: {readonly user: string; readonly password: string};
  readonly tls?: TlsOptions;
  /** The URL of an HTTP proxy. */
  readonly proxy?: string;
  /** For all of it, ms. */
  readonly timeout: number;
}

/** How far it got. */
export interface Session {
  stage: 'greeting' | 'login' | 'sending';
  isLate: boolean;
}
