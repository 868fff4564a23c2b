import {expect, test} from 'vitest';
import {virtualClock} from '../../../../src/lib/virtual-clock.js';
import {json, refusal} from '../../../../src/relay/server/http/answer.js';
import {refusalLog} from '../../../../src/relay/server/http/refusal-log.js';

test('the log says why a sender was refused, and says the same once a minute', () => {
  const clock = virtualClock(0);
  const lines: string[] = [];
  const told = refusalLog(clock, line => lines.push(line));
  const noToken = refusal(401, {error: 'The token is missing.', hint: 'Send it.'});
  told('datadog', json(200, {accepted: 1}));
  for (let count = 0; count < 3; count += 1) told('datadog', noToken);
  expect(lines).toEqual(['The hook datadog refused a sender with 401: The token is missing.']);
  told('grafana', noToken);
  clock.advance(60_000);
  told('datadog', noToken);
  expect(lines).toHaveLength(3);
});
