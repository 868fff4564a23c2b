import {mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {Config} from '../../../src/config/config.js';
import {DRAFT_TEMPLATES} from '../../../src/core/incident/draft-templates.js';
import {bench} from '../fake-context.js';

const NO_URL = {ALERTMANAGER_URL: ''};

describe('wk config', () => {
  test('path prints where the file is, or would be', async () => {
    const {run, home} = bench();
    expect(await run('config', 'path')).toEqual({
      stdout: `${home}/.config/watchkeeper/config.yaml\n`,
      stderr: '',
      exitCode: 0,
    });
    expect((await run('config', 'path', '--config', 'x.yaml')).stdout).toBe(`${home}/x.yaml\n`);
    expect(JSON.parse((await run('config', 'path', '-o', 'json')).stdout)).toEqual({
      path: `${home}/.config/watchkeeper/config.yaml`,
    });
  });

  test('init writes a file that check finds good, private, and never overwrites one', async () => {
    const {run, home} = bench({env: NO_URL});
    const path = join(home, '.config/watchkeeper/config.yaml');
    const made = await run('config', 'init', '--alertmanager', 'http://am:9093');
    expect(made).toEqual({stdout: `${path}\n`, stderr: 'Written. Edit it, then run `wk config check`.\n', exitCode: 0});
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await run('config', 'check')).toMatchObject({stderr: 'The configuration is good.\n', exitCode: 0});
    const before = readFileSync(path, 'utf8');
    expect(await run('config', 'init')).toMatchObject({
      stderr: `wk: ${path} exists already and is left as it is.\n    Edit it, or move it away first.\n`,
      exitCode: 6,
    });
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('init --dry-run writes nothing', async () => {
    const {run, home} = bench({env: NO_URL});
    const {stdout, stderr} = await run('config', 'init', '--dry-run', '--config', 'new.yaml');
    expect(stdout).toContain('alertmanagers:');
    expect(stderr).toBe(`Would write ${home}/new.yaml.\n`);
    expect(() => statSync(join(home, 'new.yaml'))).toThrow();
  });

  test('check finds what a hook of the relay cannot be told, and notes what only the relay needs', async () => {
    const hookFaults = async ({relay}: Config) => (relay?.hooks.length === 0 ? [] : ['relay.hooks.grafana.x: no.']);
    const {run, home} = bench({env: NO_URL, context: {hookFaults}});
    const polled = 'alertmanagers: [{name: eu, urls: ["http://am:9093"], auth: {bearer: {env: AM_TOKEN}}}]';
    writeFileSync(join(home, 'good.yaml'), `relay: {token: {env: RELAY_TOKEN}, ${polled}}\n`);
    const good = await run('config', 'check', '--config', 'good.yaml');
    expect(good).toMatchObject({exitCode: 0, stdout: expect.stringContaining('relay polls eu: http://am:9093')});
    expect(good.stderr).toMatch(/Note: .*RELAY_TOKEN/);
    expect(good.stderr).toMatch(/Note: .*AM_TOKEN/);
    writeFileSync(join(home, 'bad.yaml'), 'relay: {hooks: {grafana: {x: 1}}}\n');
    const bad = await run('config', 'check', '--config', 'bad.yaml');
    expect(bad).toMatchObject({exitCode: 2, stderr: expect.stringContaining('relay.hooks.grafana.x: no.')});
  });

  test('check tells what is in force, and where it comes from', async () => {
    const {run, home} = bench({env: {...NO_URL, WK_OPERATOR: ''}});
    writeFileSync(
      join(home, 'c.yaml'),
      'operator: ana\nalertmanagers: [{name: eu, urls: ["http://am:9093"]}]\ntargets: {pager: {kind: pagerduty, routing_key: {env: TZ}}}\nhandoff: {posts: []}\n',
    );
    expect((await run('config', 'check', '--config', 'c.yaml')).stdout).toBe(
      [
        `file: ${home}/c.yaml`,
        `operator: ana (from ${home}/c.yaml)`,
        `state: ${home}/.local/state/watchkeeper`,
        `alertmanager eu: http://am:9093 (from ${home}/c.yaml)`,
        'target pager: pagerduty',
        '',
      ].join('\n'),
    );
  });

  test('check says what a target of the configuration lacks, and where', async () => {
    const {run, home} = bench({env: NO_URL});
    writeFileSync(
      join(home, 'c.yaml'),
      [
        'targets:',
        '  a: {kind: pagerdutty, routing_key: {env: K}}',
        '  b: {kind: pagerduty, rooting_key: {env: K}}',
        '  c: {kind: pagerduty, routing_key: {env: K}}',
      ].join('\n'),
    );
    const {stderr, exitCode} = await run('config', 'check', '--config', 'c.yaml');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('c.yaml:2: targets.a.kind: unknown kind; did you mean `pagerduty`?');
    expect(stderr).toContain('c.yaml:3: targets.b.rooting_key: unknown key; did you mean `routing_key`?');
    expect(stderr).toContain('c.yaml:3: targets.b.routing_key: is missing');
    writeFileSync(join(home, 'c.yaml'), 'targets: {c: {kind: pagerduty, routing_key: {env: PD_KEY}}}');
    expect((await run('config', 'check', '--config', 'c.yaml')).stderr).toContain(
      'targets.c.routing_key: the environment variable PD_KEY is not set.',
    );
  });

  test('check never prints a secret', async () => {
    const {run} = bench({env: {ALERTMANAGER_URL: 'http://ana:hunter2@am:9093'}});
    for (const format of ['table', 'json']) {
      const {stdout, stderr} = await run('config', 'check', '-o', format);
      expect(stdout).toContain('http://am:9093');
      expect(stdout + stderr).not.toContain('hunter2');
    }
  });

  test('check of a wrong file is exit code 2', async () => {
    const {run, home} = bench();
    writeFileSync(join(home, 'c.yaml'), 'ack: {durations: 1h}\n');
    expect(await run('config', 'check', '--config', 'c.yaml')).toMatchObject({
      stdout: '',
      stderr: expect.stringContaining('c.yaml:1: ack.durations: unknown key; did you mean `duration`?'),
      exitCode: 2,
    });
  });

  test('schema prints JSON Schema', async () => {
    const {stdout} = await bench().run('config', 'schema');
    expect(JSON.parse(stdout)).toMatchObject({title: 'Watchkeeper configuration', additionalProperties: false});
    expect(JSON.parse((await bench().run('config', 'schema', '-o', 'json')).stdout)).toEqual(JSON.parse(stdout));
  });
});

test('check tells of secrets and certificates that are not there, since nothing could be asked without them', async () => {
  const {run, home} = bench({env: {...NO_URL, EMPTY: '', THERE: 'x'}});
  const access = [
    'auth: {bearer: {env: NOT_SET}}, headers: {A: {file: nowhere}, B: {env: EMPTY}, C: {env: THERE}, D: {command: [nope]}}',
    'tls: {ca: no-ca.pem, cert: c.yaml, key: no-key.pem}',
  ].join(', ');
  writeFileSync(join(home, 'c.yaml'), `prometheus: {url: "http://p:9090", ${access}}\n`);
  const {stdout, stderr, exitCode} = await run('config', 'check', '--config', 'c.yaml');
  expect({stdout, exitCode}).toEqual({stdout: '', exitCode: 2});
  expect(stderr.split('\n').slice(0, 6)).toEqual([
    'wk: The configuration names what is not there:',
    '  Prometheus, token: the environment variable NOT_SET is not set.',
    `  Prometheus, header A: the secret file ${home}/nowhere cannot be read (ENOENT).`,
    '  Prometheus, header B: the secret from the environment variable EMPTY is empty.',
    `  Prometheus, tls.ca: the file ${home}/no-ca.pem cannot be read (ENOENT).`,
    `  Prometheus, tls.key: the file ${home}/no-key.pem cannot be read (ENOENT).`,
  ]);
});

test('check notes an ack that is too short for the tools of others', async () => {
  const {run, home} = bench({env: NO_URL});
  writeFileSync(join(home, 'c.yaml'), 'ack: {duration: 3m}\n');
  expect(await run('config', 'check', '--config', 'c.yaml')).toMatchObject({
    stderr: expect.stringMatching(/^Note: ack\.duration is 3m, .*\nThe configuration is good\.\n$/),
    exitCode: 0,
  });
});

test('check notes people of a schedule who are in no contacts, and other commands say nothing of them', async () => {
  const {run, home} = bench({env: NO_URL});
  const text =
    'schedule: {primary: {kind: rotation, users: [ana, lee], start: 2026-11-02}}\ncontacts: {ana: {name: Ana}}\n';
  writeFileSync(join(home, 'c.yaml'), text);
  const {stdout, stderr, exitCode} = await run('config', 'check', '--config', 'c.yaml');
  expect(stdout).toContain('schedules: primary\n');
  expect(stderr).toBe('Note: schedule.primary names whom `contacts` does not know: lee.\nThe configuration is good.\n');
  expect(exitCode).toBe(0);
  expect((await run('oncall', '--config', 'c.yaml')).stderr).toBe('');
});

test('check tells of a changes command that is not there', async () => {
  const {run, home} = bench({env: NO_URL});
  writeFileSync(join(home, 'c.yaml'), 'changes: {command: [/nowhere/recent-deploys]}\n');
  const {stderr, exitCode} = await run('config', 'check', '--config', 'c.yaml');
  expect(stderr).toContain('changes.command: the program /nowhere/recent-deploys is not there, or may not be run.');
  expect(exitCode).toBe(2);
  writeFileSync(join(home, 'c.yaml'), 'changes: {command: [/bin/sh]}\n');
  expect((await run('config', 'check', '--config', 'c.yaml')).exitCode).toBe(0);
});

test('check tells what is wrong with the template of a page', async () => {
  const {run, home} = bench({env: NO_URL});
  const folder = join(home, 'messages');
  mkdirSync(folder);
  writeFileSync(join(folder, 'page.liquid'), 'P {{ nobody }}\n');
  writeFileSync(join(home, 'c.yaml'), `templates: ${folder}\n`);
  const {stderr, exitCode} = await run('config', 'check', '--config', 'c.yaml');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/The template page cannot be used: .*nobody.*Pages have the built-in text\./);
  writeFileSync(join(folder, 'page.liquid'), 'P {{ labels.service }}\n');
  expect(await run('config', 'check', '--config', 'c.yaml')).toMatchObject({exitCode: 0});
});

test('config check finds what is wrong with a template of a draft, which is not written with before there is an incident', async () => {
  const {run, home} = bench();
  const folder = join(home, 'templates');
  mkdirSync(folder);
  writeFileSync(join(home, 'c.yaml'), `templates: ${folder}\n`);
  for (const [name, {title, text}] of Object.entries(DRAFT_TEMPLATES))
    writeFileSync(join(folder, `${name}.liquid`), `${title}\n${text}`);
  expect(await run('config', 'check', '--config', 'c.yaml')).toMatchObject({exitCode: 0});
  writeFileSync(join(folder, 'declaration.liquid'), 'x {{ }}\n');
  writeFileSync(join(folder, 'update.liquid'), '{{ nobody }}\n');
  const {stderr, exitCode} = await run('config', 'check', '--config', 'c.yaml');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/The template declaration cannot be used: .*built-in text\./);
  expect(stderr).toMatch(/The template update cannot be used: .*nobody.*built-in text\./);
});
