import {chmodSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {loadConfig} from '../../src/config/load-config.js';
import {OUR_FILE, surroundings} from './surroundings.js';

describe("amtool's files", () => {
  test('are read on all four paths, the user before the host, key by key', async () => {
    const {request, write} = surroundings();
    write('etc/prometheus/amtool.yml', 'alertmanager.url: http://debian:9093\nauthor: d\ndate.format: "15:04"\n');
    expect(await brief()).toEqual([['http://debian:9093'], 'd', '15:04']);
    write('etc/amtool/config.yml', 'alertmanager.url: http://host:9093\nauthor: h\n');
    expect(await brief()).toEqual([['http://host:9093'], 'h', '15:04']);
    write('.config/prometheus/amtool.yml', 'alertmanager.url: http://user-debian:9093\n');
    expect(await brief()).toEqual([['http://user-debian:9093'], 'h', '15:04']);
    write('.config/amtool/config.yml', 'author: u\n');
    expect(await brief()).toEqual([['http://user-debian:9093'], 'u', '15:04']);

    async function brief() {
      const {alertmanagers, operator, dateFormat} = await loadConfig(request);
      return [alertmanagers[0]?.urls, operator, dateFormat];
    }
  });

  test('give way to ours', async () => {
    const {request, write} = surroundings();
    write('.config/amtool/config.yml', 'alertmanager.url: http://amtool:9093\n');
    write(OUR_FILE, 'alertmanagers: [{urls: ["http://ours:9093"]}]');
    expect((await loadConfig(request)).alertmanagers.map(({urls}) => urls)).toEqual([['http://ours:9093']]);
  });

  test('tell output and whether a comment is needed, in the old spelling too', async () => {
    const {request, write} = surroundings();
    write('.config/amtool/config.yml', 'output: extended\ncomment_required: false\n');
    expect(await loadConfig(request)).toMatchObject({output: 'wide', requireComment: false});
    write('.config/amtool/config.yml', 'output: simple\nrequire-comment: true\n');
    expect(await loadConfig(request)).toMatchObject({output: 'simple', requireComment: true});
    expect(await loadConfig({...request, flags: {output: 'json'}})).toMatchObject({output: 'json'});
  });

  test('that cannot be understood are left out with a note', async () => {
    const {request, write} = surroundings();
    const file = write('.config/amtool/config.yml', 'author: [\n');
    const config = await loadConfig(request);
    expect(config.warnings.join()).toContain(`${file}:`);
    const other = write('.config/amtool/config.yml', 'output: yaml\n');
    expect((await loadConfig(request)).warnings).toEqual([
      `${other}: output \`yaml\` is not known and is left out; use simple, extended or json`,
    ]);
  });

  test.skipIf(process.getuid?.() === 0)('that may not be read are left out with a note', async () => {
    const {request, write} = surroundings();
    const file = write('.config/amtool/config.yml', 'author: x\n');
    chmodSync(file, 0);
    expect((await loadConfig(request)).warnings).toEqual([`${file} cannot be read (EACCES) and is left out`]);
  });
});

describe('the HTTP configuration that amtool names', () => {
  const HTTP = `basic_auth: {username: ana, password: hunter2}
tls_config: {ca_file: ca.pem, cert_file: /c.pem, key_file: k.pem, server_name: am, insecure_skip_verify: true}
proxy_url: http://proxy:3128
http_headers:
  X-Scope-OrgID: {values: [team-a]}
  X-Token: {secrets: [s3cret]}
  X-File: {files: [tok]}
follow_redirects: true
`;

  test('holds for the URL of amtool, its paths from its own folder', async () => {
    const {request, home, write} = surroundings();
    const http = write('am/http.yml', HTTP);
    write('.config/amtool/config.yml', `alertmanager.url: http://am:9093\nhttp.config.file: ${http}\n`);
    const folder = join(home, 'am');
    expect((await loadConfig(request)).alertmanagers).toEqual([
      {
        name: 'am:9093',
        urls: ['http://am:9093'],
        poll: 5_000,
        timeout: 10_000,
        auth: {kind: 'basic', user: 'ana', password: {value: 'hunter2'}},
        tls: {ca: join(folder, 'ca.pem'), cert: '/c.pem', key: join(folder, 'k.pem'), serverName: 'am', insecure: true},
        proxy: 'http://proxy:3128',
        headers: {'X-Scope-OrgID': 'team-a', 'X-Token': {value: 's3cret'}, 'X-File': {file: join(folder, 'tok')}},
      },
    ]);
  });

  test('holds for a URL from a flag, as with amtool, but not for what our file configures', async () => {
    const {request, write} = surroundings();
    const http = write('http.yml', 'authorization: {credentials_file: /tok}\n');
    write('.config/amtool/config.yml', `http.config.file: ${http}\n`);
    write(OUR_FILE, 'alertmanagers: [{name: eu, urls: ["http://eu:9093"]}]');
    const auth = {kind: 'bearer', scheme: 'Bearer', token: {file: '/tok'}};
    expect((await loadConfig({...request, flags: {alertmanager: ['http://x']}})).alertmanagers[0]?.auth).toEqual(auth);
    expect((await loadConfig(request)).alertmanagers[0]?.auth).toBeUndefined();
  });

  test('names what it cannot do', async () => {
    const {request, write} = surroundings();
    const http = write('http.yml', 'oauth2: {client_id: x}\n');
    write('.config/amtool/config.yml', `alertmanager.url: http://am:9093\nhttp.config.file: ${http}\n`);
    expect((await loadConfig(request)).warnings).toEqual([
      `${http}: \`oauth2\` is not supported by this version; requests go without it`,
    ]);
  });

  test('has to be there when it is named', async () => {
    const {request, write} = surroundings();
    write('.config/amtool/config.yml', 'alertmanager.url: http://am:9093\nhttp.config.file: /nowhere.yml\n');
    await expect(loadConfig(request)).rejects.toMatchObject({
      exitCode: 2,
      message: 'The HTTP configuration /nowhere.yml cannot be read.',
    });
  });
});
