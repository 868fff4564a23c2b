import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {tempDir} from '../../support/real.js';

export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** A CA, and what it signed: a server on loopback and a client. PEM texts, and the folder they lie in. */
export function certificates(): {
  readonly ca: string;
  readonly server: Pair;
  readonly client: Pair;
  readonly folder: string;
} {
  const folder = tempDir();
  const openssl = (...args: string[]) => execFileSync('openssl', args, {cwd: folder, stdio: 'pipe'});
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test CA', '-days', '2');
  writeFileSync(path.join(folder, 'san.ext'), 'subjectAltName=IP:127.0.0.1,DNS:am.test\n');
  const signed = (name: string): Pair => {
    openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const sign = ['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
    openssl(...sign, '-extfile', 'san.ext', '-days', '2', '-out', `${name}.pem`);
    return {cert: read(`${name}.pem`), key: read(`${name}.key`)};
  };
  return {server: signed('server'), client: signed('client'), ca: read('ca.pem'), folder};
}
