import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {AlertQuery} from '../../../src/cli/context.js';
import {namedBy} from '../../../src/cli/named-sources.js';
import {joinWatch} from '../../../src/cli/wire/join-watch.js';
import {viaHolder} from '../../../src/cli/wire/via-holder.js';
import {takeSeat} from '../../../src/cli/wire/watch-seat.js';
import type {Config, ConfigFlags} from '../../../src/config/config.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {fakeAlertmanager, someAlert} from '../../sources/support/fake-alertmanager.js';
import {tempDir} from '../../support/real.js';

const ALL: AlertQuery = {matchers: [], active: true, silenced: true, inhibited: true, unprocessed: true};
const parts = {clock: systemClock, signal: new AbortController().signal};

/** A home with a default configuration file, and what a command in it would load. */
function homeWith(file = '') {
  const home = tempDir();
  writeFileSync(join(home, 'default.yaml'), file);
  const load = (flags: ConfigFlags = {}, env: Readonly<Record<string, string>> = {}) =>
    loadConfig({
      flags: {state: join(home, 'state'), operator: 'ana', ...flags},
      env: {XDG_CONFIG_HOME: home, ...env},
      cwd: home,
      home,
      etc: home,
      reader: 'text',
    });
  return {home, load};
}

async function held(config: Config, env: Readonly<Record<string, string>> = {}) {
  const seat = await takeSeat({config, env, clock: systemClock, live: true});
  onTestFinished(() => seat.leave());
  return seat;
}

describe('a command that names no Alertmanager, while a cockpit is open', () => {
  test('asks through it, which uses its own secrets', async () => {
    const server = await fakeAlertmanager();
    server.alerts = [someAlert('f1', {labels: {alertname: 'DiskFull'}})];
    const {home, load} = homeWith();
    writeFileSync(
      join(home, 'own.yaml'),
      `alertmanagers: [{name: eu, urls: ["${server.url}"], auth: {bearer: {env: AM_TOKEN}}}]\n`,
    );
    await held(await load({config: 'own.yaml'}), {AM_TOKEN: 'secret-of-the-holder'});
    const view = await viaHolder(await load(), parts);
    expect(view).toMatchObject({pid: process.pid, sources: ['eu']});
    const answer = await view?.alerts(ALL, []);
    expect(answer?.alerts.map(({labels}) => labels.alertname)).toEqual(['DiskFull']);
    const asked = server.received.filter(({path}) => path.startsWith('/api/v2/alerts?'));
    expect(asked.map(({headers}) => headers.authorization)).toEqual(['Bearer secret-of-the-holder']);
    expect(JSON.stringify([view, answer])).not.toContain('secret-of-the-holder');
    expect((await view?.alerts(ALL, ['us']))?.alerts).toEqual([]);
    expect(await view?.silences()).toMatchObject({silences: [], failures: [], seen: [{source: 'eu'}]});
  });

  test('asks by itself when its configuration has the same ones, and when it names some', async () => {
    const server = await fakeAlertmanager();
    const {load} = homeWith();
    const config = await load({alertmanager: [`eu=${server.url}`]});
    await held(config);
    expect(await viaHolder(config, parts)).toBeUndefined();
    expect(namedBy(config)).toBe('--alertmanager');
    expect(namedBy(await load({}, {ALERTMANAGER_URL: 'eu=http://x'}))).toBe('ALERTMANAGER_URL');
    expect(namedBy(await load())).toBeUndefined();
  });

  test('asks by itself when nobody holds the journal', async () => {
    expect(await viaHolder(await homeWith().load(), parts)).toBeUndefined();
  });
});

describe('a cockpit that names other Alertmanagers than the open one', () => {
  const attached = async (config: Config) => {
    const watch = await joinWatch({config, env: {}, clock: systemClock, live: true, gone: () => undefined});
    onTestFinished(() => watch.leave());
    return watch;
  };

  test.each([
    ['Leave --alertmanager out', {alertmanager: ['http://127.0.0.1:2']}, {}],
    ['Unset ALERTMANAGER_URL', {}, {ALERTMANAGER_URL: 'http://127.0.0.1:2'}],
    ['Leave --config out', {config: 'named.yaml'}, {}],
    ['Unset WK_CONFIG', {}, {WK_CONFIG: 'named.yaml'}],
  ] as const)('is refused, and told: %s', async (hint, flags, env) => {
    const {home, load} = homeWith();
    writeFileSync(join(home, 'named.yaml'), 'alertmanagers: [{urls: ["http://127.0.0.1:2"]}]\n');
    await held(await load({alertmanager: ['http://127.0.0.1:1']}));
    await expect(attached(await load(flags, env))).rejects.toMatchObject({
      exitCode: 6,
      hint: expect.stringContaining(`${hint} to use its Alertmanagers`),
    });
  });

  test('only by its default file attaches to what is open', async () => {
    const {home, load} = homeWith();
    await held(await load({alertmanager: ['http://127.0.0.1:1']}));
    writeFileSync(join(home, 'watchkeeper.yaml'), '');
    const config = {
      ...(await load()),
      alertmanagers: [{name: 'eu', urls: ['http://x'], poll: 1, timeout: 1, headers: {}}],
    };
    expect((await attached({...config, origins: {...config.origins, alertmanagers: config.path}})).role).toBe(
      'attached',
    );
  });
});
