import {Ajv2020} from 'ajv/dist/2020.js';
import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {hookFaults} from '../../../src/cli/wire/relay/served-hooks.js';
import {checkFile} from '../../../src/config/check-file.js';
import {configJsonSchema} from '../../../src/config/json-schema.js';
import {relayOf} from '../../../src/config/relay.js';
import {mappingOptions} from '../../../src/relay/hooks/generic/mapping.js';
import {hooks} from '../../../src/relay/hooks/index.js';
import {printConfig} from '../../../src/relay/print-config/index.js';
import {alertOf, posted} from '../../support/hook-request.js';

const FULL = {url: 'https://relay.example:9095', tokenFile: "/etc/wk's/token", source: 'watcher'};

/** The hook that the printed mapping opens, as the relay would. */
function opened(text: string) {
  const checked = checkFile(text);
  if (!checked.ok) throw new Error(JSON.stringify(checked));
  const relay = checked.data.relay;
  if (relay === undefined) throw new Error('it has no relay');
  const {hooks: configured} = relayOf(relay, '/etc', '/root');
  expect(hookFaults(configured)).toEqual([]);
  const [hook] = configured;
  return hooks.generic.open(hook?.options ?? {}, hook?.name);
}

/** What the printed sender posts. */
function body(text: string): {alerts: {state: string}[]} {
  const [, json = ''] = /--data '(.*)'$/m.exec(text) ?? [];
  return JSON.parse(json);
}

test('is a configuration of the relay that reads what the printed sender posts', () => {
  const text = printConfig.generic(FULL);
  const hook = opened(text);
  const sent = body(text);
  expect(alertOf(hook.read(posted(sent))).alert).toMatchObject({
    source: 'watcher',
    status: 'firing',
    labels: {alertname: 'QueueBacklog', instance: 'mx-1', team: 'mail', severity: 'high', cluster: 'eu'},
    annotations: {summary: '18,240 mails wait', sender: 'watcher'},
    startsAt: '2026-11-20T03:00:00.000Z',
  });
  const over = {...sent, alerts: sent.alerts.map(alert => ({...alert, state: 'OK'}))};
  expect(alertOf(hook.read(posted(over))).alert).toMatchObject({status: 'resolved'});
  expect(text).toContain("# curl --fail 'https://relay.example:9095/v1/hooks/generic/watcher'");
  expect(text).toContain("Bearer $(cat '/etc/wk'\\''s/token')");
});

test('tells of every key of a mapping, and what stands behind a # can be used as well', () => {
  const text = printConfig.generic({url: 'http://127.0.0.1:9095'});
  const keys = Object.keys(mappingOptions.entries).map(key => key.replace(/[A-Z]/g, one => `_${one.toLowerCase()}`));
  for (const key of keys) expect(text).toMatch(new RegExp(`^ +(# )?${key}: `, 'm'));
  const all = text.replace(/^( {8})# (?=[a-z_]+: )/gm, '$1');
  expect(opened(all).source).toMatchObject({name: 'mine', silence: false, resolve: true, resolveAfter: 3_600_000});
  expect(new Ajv2020({strict: false, validateFormats: false}).validate(configJsonSchema({}, hooks), parse(all))).toBe(
    true,
  );
  expect(text).not.toContain('Bearer');
});

test('a name that cannot stand in a path is refused', () => {
  expect(() => printConfig.generic({...FULL, source: 'a b/c'})).toThrow('cannot name a hook');
});
