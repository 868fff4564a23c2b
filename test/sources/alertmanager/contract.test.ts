import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {SourceError} from '../../../src/core/ports.js';
import {wordsOf} from '../../../src/lib/server-words.js';
import {queryAlerts} from '../../../src/sources/alertmanager/query.js';
import {fakeServer, sendJson} from '../support/fake-server.js';
import {apiDocument} from '../support/openapi.js';
import {watching} from '../support/watching.js';

interface Exchange {
  readonly name: string;
  readonly request: {readonly method: string; readonly path: string; readonly body?: unknown};
  readonly response: {readonly status: number; readonly contentType: string | null; readonly body: unknown};
}

const exchanges: Exchange[] = (() => {
  const file = new URL('../../fixtures/alertmanager/exchanges-0.25.json', import.meta.url);
  const read = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(read) ? read : read.exchanges;
})();

function recorded(name: string): Exchange {
  const found = exchanges.find(one => one.name === name);
  if (found === undefined) throw new Error(`no recorded exchange is called ${name}`);
  return found;
}

/** A server that gives the recorded answers to the paths they were recorded for. */
function replay(names: readonly string[]) {
  const answers = new Map(names.map(name => [recorded(name).request.path, recorded(name).response]));
  return fakeServer((request, response) => {
    const answer = answers.get(request.path);
    sendJson(response, answer?.body ?? 'not recorded', answer?.status ?? 404);
  });
}

describe('the answers recorded from 0.25', () => {
  test('make a board: alerts, groups, silences and the state of the server', async () => {
    const server = await replay(['groups', 'silences', 'status']);
    const seen = watching({urls: [server.url]});
    await seen.until('a poll', () => seen.updates.length > 0);
    const raw = recorded('alerts (all)').response.body as {fingerprint: string; labels: object}[];
    expect([...seen.alerts.keys()].sort()).toEqual(raw.map(alert => alert.fingerprint).sort());
    expect(seen.updates[0]?.groups?.changed.length).toBeGreaterThan(1);
    expect(seen.health()).toMatchObject({state: 'up', members: [{up: true, version: '0.25.0'}]});
    expect(seen.health()?.routing).toMatchObject({
      root: {receiver: 'fast0', groupBy: ['alertname', 'cluster']},
      receivers: {fast0: ['webhook'], null: []},
    });
    expect(seen.updates[0]?.silencesRead).toBe(true);
  });

  test('never bring a control character of theirs any further', async () => {
    const server = await replay(['groups', 'silences', 'status']);
    const seen = watching({urls: [server.url]});
    await seen.until('a poll', () => seen.updates.length > 0);
    const shown = JSON.stringify([...seen.alerts.values()]);
    expect(shown).toContain('Hostile');
    expect(shown).not.toMatch(/\\u00[01]|[\u007f-\u009f\u202a-\u202e]/);
  });

  test('give the words of every error, whichever of its shapes a body has', () => {
    for (const {name, response} of exchanges.filter(one => one.response.status >= 400 && one.response.body !== null)) {
      const said = wordsOf(JSON.stringify(response.body), response.contentType ?? '');
      expect(said, name).not.toBe('');
      expect(said, name).not.toMatch(/^[{"]/);
    }
  });

  test('refuse a bad filter with the words of the server', async () => {
    const {path} = recorded('alerts bad filter').request;
    const server = await fakeServer((_, response) =>
      sendJson(response, recorded('alerts bad filter').response.body, 400),
    );
    const asked = queryAlerts({url: server.url, filters: new URL(path, server.url).searchParams.getAll('filter')});
    await expect(asked).rejects.toThrow('matcher value contains unescaped double quote');
    await expect(asked).rejects.toBeInstanceOf(SourceError);
    expect(server.received[0]?.path).toBe('/api/v2/alerts?filter=a%3D%3D%3D%22x');
  });
});

describe.each(['0.25.0', '0.34.0'] as const)('answers of every shape that the document of %s allows', version => {
  const api = apiDocument(version);

  test('are understood, whatever optional fields they have', async () => {
    const server = await fakeServer((request, response) =>
      sendJson(response, api.sample(request.method, request.path.replace('/api/v2', ''))),
    );
    const seen = watching({urls: [server.url]});
    await seen.until('a poll', () => seen.updates.length > 0);
    expect(seen.health()).toMatchObject({state: 'up', members: [{up: true, version: 'version'}]});
    expect(seen.health()?.trouble).toBeUndefined();
    expect([...seen.alerts.values()]).toMatchObject([
      {
        fingerprint: 'fingerprint',
        startsAt: Date.parse('2026-11-20T03:00:00.123Z'),
        labels: {labels: 'text'},
        receivers: ['name'],
        silencedBy: ['silencedBy'],
        mutedBy: version === '0.25.0' ? [] : ['mutedBy'],
      },
    ]);
    expect([...seen.silences.values()]).toMatchObject([
      {id: 'id', comment: 'comment', matchers: [{name: 'name', value: 'value', isRegex: true, isEqual: true}]},
    ]);
  });
});
