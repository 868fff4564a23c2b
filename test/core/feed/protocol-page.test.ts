import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {COCKPIT_MESSAGES, FEED_MESSAGES} from '../../../src/core/feed/message.js';
import {protocolPage} from '../../../src/core/feed/protocol-page.js';

test('the page of the protocol is what the code reads messages with', () => {
  expect(readFileSync('src/core/feed/PROTOCOL.md', 'utf8')).toBe(protocolPage());
});

test('the page names every message and every field of an alert', () => {
  const page = protocolPage();
  for (const name of [...Object.keys(FEED_MESSAGES), ...Object.keys(COCKPIT_MESSAGES)])
    expect(page).toContain(`### ${name}\n`);
  for (const field of [
    'id',
    'at',
    'source',
    'status',
    'fingerprint',
    'startsAt',
    'endsAt',
    'labels',
    'annotations',
    'groupKey',
  ])
    expect(page.split('### alert')[1]?.split('###')[0]).toContain(`| \`${field}\` |`);
});
