import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {RelayPrint} from '../../../src/cli/relay-request.js';
import {printConfig} from '../../../src/relay/print-config/index.js';
import {bench} from '../fake-context.js';

/** What is asked to be printed where the configuration says this of the relay. */
async function asked(relay: string, ...flags: string[]): Promise<RelayPrint | undefined> {
  let print: RelayPrint | undefined;
  const {run, home} = bench({
    env: {WK_CONFIG: 'wk.yaml'},
    context: {
      printRelayConfig: async wanted => {
        print = wanted;
        return 'printed\n';
      },
    },
  });
  writeFileSync(join(home, 'wk.yaml'), `relay: ${relay}\n`);
  const {stdout, stderr, exitCode} = await run('relay', 'print-config', 'alertmanager', ...flags);
  expect({stdout, stderr, exitCode}).toEqual({stdout: 'printed\n', stderr: '', exitCode: 0});
  return print;
}

test('what is printed for the other side has the address and the token of the relay’s own configuration', async () => {
  const relay = '{listen: "127.0.0.1:29095", token: {file: /etc/wk/token}}';
  expect(await asked(relay)).toMatchObject({url: 'http://127.0.0.1:29095', tokenFile: '/etc/wk/token'});
  expect(await asked(relay, '--url', 'https://relay.example', '--token-file', '/run/token')).toMatchObject({
    url: 'https://relay.example',
    tokenFile: '/run/token',
    listen: '127.0.0.1:29095',
  });
});

test('a token that is kept in no file is asked for in one, and nothing is printed that would be refused', async () => {
  const print = await asked('{listen: "0.0.0.0:9100", token: {env: WK_TOKEN}, tls: {cert: /c.pem, key: /k.pem}}');
  expect(print).toMatchObject({url: 'https://127.0.0.1:9100', tokenFile: '/etc/watchkeeper/relay.token'});
});

test('a relay without a token, on its usual address, wants none of the other side', async () => {
  expect(await asked('{}')).toEqual({what: 'alertmanager', url: 'http://127.0.0.1:9095', polled: []});
});

const PRINTED = 'alertmanager events grafana elastalert datadog pagerduty generic change cockpit systemd prometheus';

test('all that can be printed is offered, by the command and by completion', async () => {
  const {run} = bench();
  const {stderr} = await run('relay', 'print-config');
  for (const what of [...Object.keys(printConfig), 'prometheus']) expect(stderr).toContain(what);
  const {stdout} = await run('completion', 'bash');
  expect(stdout).toContain(`compgen -W '${PRINTED}'`);
});
