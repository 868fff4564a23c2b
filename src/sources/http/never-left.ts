import type {SourceError} from '../../core/ports.js';

/** Whether it is certain that a request which failed was not seen by its server: there was no connection. */
export function neverLeft({cause}: SourceError): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT/.test(code);
}
