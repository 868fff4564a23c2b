import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {Route} from '../../../src/core/alert/routing.js';
import {groupKeysOf, groupsOnRoutes} from '../../../src/core/escalation/group-key.js';
import {readRouting} from '../../../src/sources/alertmanager/routing.js';

interface Exchange {
  readonly response: {readonly body: {readonly config?: {readonly original?: string}} | null};
}

/** The configuration that was recorded from Alertmanager 0.25, beside whose webhooks the group keys below stand. */
function recordedConfig(): string {
  const text = readFileSync(new URL('../../fixtures/alertmanager/exchanges-0.25.json', import.meta.url), 'utf8');
  const exchanges = JSON.parse(text) as readonly Exchange[] | {readonly exchanges: readonly Exchange[]};
  const list = 'exchanges' in exchanges ? exchanges.exchanges : exchanges;
  return list.flatMap(({response}) => response.body?.config?.original ?? [])[0] ?? '';
}

async function rootOf(config: string): Promise<Route> {
  const routing = readRouting(config);
  if (routing === undefined) throw new Error('no routing');
  return routing.root;
}

describe('group keys', () => {
  test('are those that Alertmanager 0.25 sent in its webhooks', async () => {
    const root = await rootOf(recordedConfig());
    const of = (receiver: string, labels: Record<string, string>, more: Record<string, string> = {}) =>
      groupKeysOf(root, {receiver, labels}, {...labels, ...more});
    expect(of('fast0', {alertname: 'HighErrorRate', cluster: 'c1'})).toEqual([
      '{}:{alertname="HighErrorRate", cluster="c1"}',
    ]);
    expect(of('fast0', {alertname: 'Hostile\u001b[31m', cluster: 'c1'})).toEqual([
      '{}:{alertname="Hostile\\x1b[31m", cluster="c1"}',
    ]);
    expect(of('fast0', {alertname: 'Valid'})).toEqual(['{}:{alertname="Valid"}']);
    expect(of('trunc', {alertname: 'Trunc'}, {lane: 'trunc'})).toEqual(['{}/{lane="trunc"}:{alertname="Trunc"}']);
  });

  test('follow the route that leads to the receiver, with what it inherits', async () => {
    const root = await rootOf(`
route:
  receiver: all
  group_by: [alertname]
  routes:
    - matchers: ['team="db"', 'severity=~"critical|high"']
      receiver: db
      continue: true
      routes: [{match: {tier: "1"}, group_by: ['...']}]
    - match_re: {team: db|web}
      receiver: web
`);
    const alert = {alertname: 'A', team: 'db', severity: 'high'};
    expect(groupKeysOf(root, {receiver: 'db', labels: {alertname: 'A'}}, alert)).toEqual([
      '{}/{severity=~"critical|high",team="db"}:{alertname="A"}',
    ]);
    expect(groupKeysOf(root, {receiver: 'web', labels: {alertname: 'A'}}, alert)).toEqual([
      '{}/{team=~"db|web"}:{alertname="A"}',
    ]);
    const first = {...alert, tier: '1'};
    expect(groupKeysOf(root, {receiver: 'db', labels: first}, first)).toEqual([
      '{}/{severity=~"critical|high",team="db"}/{tier="1"}:{alertname="A", severity="high", team="db", tier="1"}',
    ]);
    expect(groupKeysOf(root, {receiver: 'other', labels: {alertname: 'A'}}, alert)).toEqual([]);
  });

  test('of an alert that no group shows yet are those that its routes lead to', async () => {
    const root = await rootOf(`
route:
  receiver: all
  group_by: [alertname, cluster]
  routes:
    - {match: {team: db}, receiver: db, continue: true}
    - {matchers: ['severity="high"'], receiver: on-call, group_by: ['...']}
`);
    expect(groupsOnRoutes(root, {team: 'db', severity: 'high', alertname: 'A'})).toEqual([
      {receiver: 'db', key: '{}/{team="db"}:{alertname="A"}'},
      {receiver: 'on-call', key: '{}/{severity="high"}:{alertname="A", severity="high", team="db"}'},
    ]);
    expect(groupsOnRoutes(root, {alertname: 'A', cluster: 'eu'})).toEqual([
      {receiver: 'all', key: '{}:{alertname="A", cluster="eu"}'},
    ]);
  });

  test('of a configuration that cannot be read are not guessed', async () => {
    expect(readRouting('route: [')).toBeUndefined();
    expect(readRouting('receivers: []')).toBeUndefined();
    expect(readRouting('route: {receiver: a, matchers: ["=nonsense"]}')).toBeUndefined();
  });

  test('names who is told through which pagers', async () => {
    const routing = readRouting(
      'route: {receiver: a}\nreceivers: [{name: a, pagerduty_configs: [{}], webhook_configs: []}, {name: b}]',
    );
    expect(routing?.receivers).toEqual({a: ['pagerduty'], b: []});
  });
});
