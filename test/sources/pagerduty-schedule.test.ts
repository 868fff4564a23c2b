import {describe, expect, test} from 'vitest';
import type {Clock} from '../../src/core/ports.js';
import {systemClock} from '../../src/lib/node/system-clock.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {pagerDutySchedule} from '../../src/sources/pagerduty-schedule.js';
import {fakeServer, type Reply, sendJson, sendText} from './support/fake-server.js';

const {signal} = new AbortController();
const FROM = Date.UTC(2026, 10, 2);
const DAY = 86_400_000;

function entry(user: object, start: string | null, end: string | null) {
  return {start, end, user, escalation_level: 1, schedule: {id: 'PABC123', type: 'schedule_reference'}};
}

async function lookup(reply: Reply, over: {readonly people?: Record<string, string>; readonly clock?: Clock} = {}) {
  const server = await fakeServer(reply);
  const {people = {}, clock = systemClock} = over;
  return pagerDutySchedule({url: server.url, token: 'secret-token-1', schedule: 'PABC123', people}, clock);
}

describe('a schedule of PagerDuty', () => {
  test('is read with its token, its shifts whole and their people by our names', async () => {
    const ana = {id: 'PANA', summary: 'Ana Pires', email: 'ana@example.com'};
    const reader = await lookup(
      ({path, headers}, response) => {
        const url = new URL(path, 'http://x');
        expect(url.pathname).toBe('/oncalls');
        expect(url.searchParams.getAll('schedule_ids[]')).toEqual(['PABC123']);
        expect(url.searchParams.get('since')).toBe('2026-11-02T00:00:00.000Z');
        expect(headers.authorization).toBe('Token token=secret-token-1');
        expect(headers.accept).toContain('application/vnd.pagerduty+json;version=2');
        sendJson(response, {
          oncalls: [
            entry(ana, '2026-10-26T08:00:00Z', '2026-11-02T09:00:00+01:00'),
            entry({id: 'PLEE', summary: 'Lee\u001b[2J'}, '2026-11-02T08:00:00Z', null),
          ],
          more: false,
        });
      },
      {people: {ana: 'ANA@example.com'}},
    );
    expect(await reader.shifts(FROM, FROM + DAY, signal)).toEqual([
      {user: 'ana', from: Date.UTC(2026, 9, 26, 8), until: Date.UTC(2026, 10, 2, 8)},
      {user: 'Lee', from: Date.UTC(2026, 10, 2, 8), until: FROM + DAY},
    ]);
  });

  test('is read page by page, and three months at a time', async () => {
    const seen: string[] = [];
    const reader = await lookup(({path}, response) => {
      const {searchParams} = new URL(path, 'http://x');
      seen.push(`${searchParams.get('since')?.slice(0, 10)} ${searchParams.get('offset')}`);
      const user = {id: `P${seen.length}`, summary: `person ${seen.length}`};
      sendJson(response, {
        oncalls: [entry(user, '2026-11-02T00:00:00Z', '2026-11-03T00:00:00Z')],
        more: seen.length === 1,
      });
    });
    const shifts = await reader.shifts(FROM, FROM + 100 * DAY, signal);
    expect(seen).toEqual(['2026-11-02 0', '2026-11-02 100', '2027-01-21 0']);
    expect(shifts.map(({user}) => user)).toEqual(['person 1', 'person 2', 'person 3']);
  });

  test('is asked again when there were too many requests', async () => {
    const clock = virtualClock(FROM);
    let asked = 0;
    const reader = await lookup(
      (_, response) => {
        asked += 1;
        if (asked < 3) return sendText(response, '{"error":{"code":2020}}', {status: 429});
        return sendJson(response, {oncalls: []});
      },
      {clock},
    );
    const reading = reader.shifts(FROM, FROM + DAY, signal);
    let done = false;
    const end = reading.finally(() => {
      done = true;
    });
    await expect
      .poll(async () => {
        await clock.advance(1_000);
        return done;
      })
      .toBe(true);
    expect(await end).toEqual([]);
    expect(asked).toBe(3);
  });

  test.each([
    [401, 'refused', 'refuses the token'],
    [404, 'not-found', 'knows no schedule PABC123'],
    [422, 'rejected', 'rejects it'],
  ])('that answers %i is told in words, without the token', async (status, kind, words) => {
    const reader = await lookup((_, response) => sendText(response, 'no: secret-token-1', {status}));
    const error = await reader.shifts(FROM, FROM + DAY, signal).catch((reason: unknown) => reason);
    expect(error).toMatchObject({name: 'SourceError', kind});
    expect(String(error)).toContain(words);
    expect(String(error)).not.toContain('secret-token-1');
  });

  test('that answers with something else is told as such', async () => {
    const reader = await lookup((_, response) => sendText(response, '<html>', {status: 200}));
    await expect(reader.shifts(FROM, FROM + DAY, signal)).rejects.toMatchObject({kind: 'bad-answer'});
  });
});
