import {expect, test} from 'vitest';
import {messageText} from '../../../src/targets/text/message-text.js';
import {readable} from '../../../src/targets/text/readable.js';
import {aMessage} from '../../support/a-target.js';

test('a message is filtered wherever it has text, and its title is one line', () => {
  const evil = 'a\u001b[31mb\nc\u202e';
  const message = aMessage({
    title: evil,
    text: evil,
    source: evil,
    by: evil,
    labels: {[evil]: evil},
    links: [{title: evil, url: evil}],
    fields: [{name: evil, value: evil}],
  });
  const shown = readable(message, false);
  expect(JSON.stringify(shown)).not.toMatch(/\\u001b|\u202e/);
  expect(shown.title).toBe('ab c<U+202E>');
  expect(shown.text).toBe('ab\nc<U+202E>');
});

test('a test says so in its title and in its first line', () => {
  const shown = readable(aMessage({text: ''}), true);
  expect(shown.title).toBe('[TEST] DiskFull on db-1');
  expect(shown.text).toMatch(/^This is a test of Watchkeeper\. Nothing is wrong/);
});

test('a message as plain lines has all its parts', () => {
  expect(messageText(aMessage())).toBe(
    [
      'The disk of db-1 is full in 10 minutes.\nNobody has acked it.',
      'Level: secondary',
      'alertname="DiskFull" host="db-1" service="payments"',
      'Dashboard: https://grafana.example/d/disk',
      'P1, sent by ana with Watchkeeper at 2026-11-20T12:00:00Z',
    ].join('\n\n'),
  );
});
