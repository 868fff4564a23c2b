import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {parse, stringify} from 'yaml';
import type {HookRequest} from '../../../src/relay/hooks/hook.js';
import {hooks} from '../../../src/relay/hooks/index.js';
import {printConfig} from '../../../src/relay/print-config/index.js';
import {alertOf} from '../../support/hook-request.js';
import {describeReal, findBinary, postAlerts, startAlertmanager, tempDir} from '../../support/real.js';

const OPTIONS = {url: 'http://relay.example:9095'};

interface Printed {
  readonly route: {readonly routes: readonly object[]};
  readonly receivers: readonly {readonly name: string; readonly webhook_configs: readonly object[]}[];
}

const printed = (options: Parameters<typeof printConfig.alertmanager>[0]) =>
  parse(printConfig.alertmanager(options)) as Printed;

/** Where an operator puts what is printed. */
function pasted({route, receivers}: Printed): string {
  const old = {matchers: ['severity="critical"'], receiver: 'pager'};
  return stringify({
    route: {receiver: 'nobody', group_by: ['alertname'], routes: [...route.routes, old]},
    receivers: [{name: 'nobody'}, {name: 'pager'}, ...receivers],
  });
}

describe('the route', () => {
  test('goes before all others, hands on, and tells at once', () => {
    expect(printed(OPTIONS).route.routes).toEqual([
      {
        receiver: 'watchkeeper',
        continue: true,
        group_by: ['...'],
        group_wait: '0s',
        group_interval: '1s',
        repeat_interval: '1h',
      },
    ]);
    const grouped = printed({...OPTIONS, groupBy: ['alertname', 'cluster: "x"']});
    expect(grouped.route.routes).toMatchObject([{group_by: ['alertname', 'cluster: "x"']}]);
  });
});

describe('the receiver', () => {
  test('posts to the hook, resolved ones too, with a token from a file', () => {
    expect(printed({...OPTIONS, tokenFile: '/etc/wk "a"/token', source: 'eu west'}).receivers).toEqual([
      {
        name: 'watchkeeper',
        webhook_configs: [
          {
            url: 'http://relay.example:9095/v1/hooks/alertmanager?source=eu%20west',
            send_resolved: true,
            max_alerts: 0,
            http_config: {authorization: {type: 'Bearer', credentials_file: '/etc/wk "a"/token'}},
          },
        ],
      },
    ]);
  });

  test('sends no token where the relay wants none', () => {
    expect(printConfig.alertmanager(OPTIONS)).not.toContain('http_config');
  });
});

describeReal('a real amtool', ['amtool'], () => {
  test.each([
    ['', OPTIONS],
    [', with everything', {...OPTIONS, tokenFile: '/etc/wk/token', source: 'eu', groupBy: ['alertname', 'cluster']}],
  ])('accepts what is pasted%s', (_, options) => {
    const file = path.join(tempDir(), 'alertmanager.yml');
    writeFileSync(file, pasted(printed(options)));
    expect(execFileSync(findBinary('amtool') ?? 'amtool', ['check-config', file], {encoding: 'utf8'})).toContain(
      'SUCCESS',
    );
  });
});

describeReal('a real Alertmanager', ['prometheus-alertmanager'], () => {
  const open: {close(): unknown}[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  test('sends the hook what fires and what has ended', async () => {
    const requests: HookRequest[] = [];
    const relay = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', chunk => chunks.push(chunk));
      incoming.on('end', () => {
        const query = Object.fromEntries(new URL(incoming.url ?? '', 'http://relay').searchParams);
        const headers = incoming.headers as HookRequest['headers'];
        requests.push({method: incoming.method ?? '', headers, query, raw: Buffer.concat(chunks), now: Date.now()});
        response.end();
      });
    });
    open.push(relay);
    await new Promise<void>(resolve => relay.listen(0, '127.0.0.1', resolve));
    const tokenFile = path.join(tempDir(), 'token');
    writeFileSync(tokenFile, 's3cret\n');
    const url = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;
    const alertmanager = await startAlertmanager({config: pasted(printed({url, tokenFile, source: 'eu'}))});
    open.push({close: () => alertmanager.stop()});
    const hook = hooks.alertmanager.open({});
    const told = () => requests.map(request => alertOf(hook.read(request)));

    const labels = {alertname: 'DiskFull', severity: 'critical', host: 'db-1'};
    const startsAt = new Date(Date.now() - 60_000).toISOString();
    await postAlerts(alertmanager.url, [{labels, startsAt}]);
    await expect.poll(() => told().map(({alert}) => alert.status), {timeout: 15_000}).toEqual(['firing']);
    await postAlerts(alertmanager.url, [{labels, startsAt, endsAt: new Date().toISOString()}]);
    await expect.poll(() => told().map(({alert}) => alert.status), {timeout: 15_000}).toEqual(['firing', 'resolved']);

    const [fired, ended] = told();
    expect(ended?.key).toBe(fired?.key);
    expect(fired?.alert).toMatchObject({source: 'eu', labels, startsAt, receiver: 'watchkeeper', endsAt: null});
    expect(requests.map(({headers}) => headers.authorization)).toEqual(['Bearer s3cret', 'Bearer s3cret']);
  }, 60_000);
});
