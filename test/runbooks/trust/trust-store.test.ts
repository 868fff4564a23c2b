import {createHash} from 'node:crypto';
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, expect, onTestFinished, test} from 'vitest';
import {type TrustStore, trustStore} from '../../../src/runbooks/trust/trust-store.js';

const FILE = '/ops/runbooks/disk.md';
const bytes = (text: string) => ({text, hash: createHash('sha256').update(text).digest('hex')});
let folder = '';
let store: TrustStore;

beforeEach(() => {
  const home = mkdtempSync(join(tmpdir(), 'wk-trust-'));
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  folder = join(home, 'state', 'trust');
  store = trustStore(folder);
});

test('a file that nobody looked at is new', async () => {
  expect(await store.of(FILE, bytes('df -h\n'))).toEqual({state: 'new'});
});

test('a trusted text stays trusted, also for another process', async () => {
  await store.trust(FILE, bytes('df -h\n'), 1000);
  expect(await trustStore(folder).of(FILE, bytes('df -h\n'))).toEqual({state: 'trusted', since: 1000});
});

test('any edit shows what changed since it was trusted', async () => {
  await store.trust(FILE, bytes('# Disk\ndf -h\n'), 1000);
  expect(await store.of(FILE, bytes('# Disk\nrm -rf /\n'))).toEqual({
    state: 'changed',
    since: 1000,
    diff: [' # Disk', '-df -h', '+rm -rf /'],
  });
});

test('the same text is trusted again once it is back', async () => {
  await store.trust(FILE, bytes('a\n'), 1000);
  expect((await store.of(FILE, bytes('b\n'))).state).toBe('changed');
  expect((await store.of(FILE, bytes('a\n'))).state).toBe('trusted');
});

test('a changed line end is a change, and is said', async () => {
  await store.trust(FILE, bytes('a\n'), 1000);
  expect(await store.of(FILE, bytes('a\r\n'))).toMatchObject({
    state: 'changed',
    diff: [expect.stringContaining('line ends')],
  });
});

test('a trusted text is new under another path', async () => {
  await store.trust(FILE, bytes('a\n'), 1000);
  expect(await store.of('/tmp/disk.md', bytes('a\n'))).toEqual({state: 'new'});
});

test('only the operator can read what is kept', async () => {
  await store.trust(FILE, bytes('a\n'), 1000);
  const [name = ''] = readdirSync(folder);
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test.each(['', '{', '[]', '{"file":"/x"}'])('a damaged record (%j) counts as none', async content => {
  await store.trust(FILE, bytes('a\n'), 1000);
  const [name = ''] = readdirSync(folder);
  writeFileSync(join(folder, name), content);
  expect(await store.of(FILE, bytes('a\n'))).toEqual({state: 'new'});
});

test('a record that was moved to another file counts as none', async () => {
  await store.trust(FILE, bytes('a\n'), 1000);
  const [name = ''] = readdirSync(folder);
  const content = readFileSync(join(folder, name));
  await store.trust('/other.md', bytes('b\n'), 1000);
  const other = readdirSync(folder).find(one => one !== name) ?? '';
  writeFileSync(join(folder, other), content);
  expect(await store.of('/other.md', bytes('a\n'))).toEqual({state: 'new'});
});

test('trust can be taken back', async () => {
  await store.trust(FILE, bytes('a\n'), 1000);
  await store.distrust(FILE);
  expect(await store.of(FILE, bytes('a\n'))).toEqual({state: 'new'});
});
