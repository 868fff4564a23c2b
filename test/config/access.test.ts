import {expect, test} from 'vitest';
import {resolveAccess} from '../../src/config/access.js';

test('secrets of a service are read when it is to be reached', async () => {
  const env = {KEY: 'k', PW: 'p'};
  const access = {
    headers: {'X-Scope-OrgID': 'team-a', 'X-Api-Key': {env: 'KEY'}},
    auth: {kind: 'basic', user: 'ana', password: {env: 'PW'}},
    tls: {ca: '/ca.pem', keyText: {value: 'PEM'}, serverName: 'am'},
    proxy: 'http://proxy:3128',
  } as const;
  expect(await resolveAccess(access, 'eu', env)).toEqual({
    headers: {'X-Scope-OrgID': 'team-a', 'X-Api-Key': 'k'},
    auth: {basic: {user: 'ana', password: 'p'}},
    tls: {ca: '/ca.pem', key: 'PEM', serverName: 'am'},
    proxy: 'http://proxy:3128',
  });
});

test('a scheme other than Bearer becomes the header itself', async () => {
  const token = {value: 't'};
  expect(await resolveAccess({headers: {}, auth: {kind: 'bearer', scheme: 'Token', token}}, 'eu', {})).toEqual({
    headers: {authorization: 'Token t'},
  });
  expect(await resolveAccess({headers: {}, auth: {kind: 'bearer', scheme: 'Bearer', token}}, 'eu', {})).toEqual({
    headers: {},
    auth: {bearer: 't'},
  });
});

test('a missing secret is told by the name of its service', async () => {
  const access = {headers: {}, auth: {kind: 'bearer', scheme: 'Bearer', token: {env: 'GONE'}}} as const;
  await expect(resolveAccess(access, 'Alertmanager eu', {})).rejects.toThrow(
    'Alertmanager eu, token: the environment variable GONE is not set.',
  );
});
