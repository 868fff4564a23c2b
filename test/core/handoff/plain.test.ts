import {expect, test} from 'vitest';
import {escaped} from '../../../src/core/handoff/markdown-text.js';
import {handoffDrafts, whyNoReader} from '../../../src/core/handoff/message.js';
import {plainDocument, plainLine} from '../../../src/core/handoff/plain.js';
import {NIGHT} from '../../support/given.js';
import {handedOff} from './given.js';

test('a document without its markup reads like the one with it', () => {
  const markdown = [
    '# Handoff: a to b',
    '',
    '## Silences in force (1)',
    '',
    '| until | what |',
    '| --- | --- |',
    '| 08:00Z | `alertname="a\\|b"` |',
    '- [ ] **P1 Disk** in eu/db: *not recorded*',
    '  - see <https://wiki.example/x?a=1>',
  ].join('\n');
  expect(plainDocument(markdown)).toBe(
    [
      'Handoff: a to b',
      '',
      'SILENCES IN FORCE (1)',
      '',
      'until · what',
      '08:00Z · alertname="a|b"',
      '- [ ] P1 Disk in eu/db: not recorded',
      '  - see https://wiki.example/x?a=1',
    ].join('\n'),
  );
});

test.each(['a_b', '2 * 3', 'a|b', 'x [y](z)', '<b>', '`rm -rf`', 'C:\\dir', '#1', 'R&D', '~x~'])(
  'what was escaped is read as it was: %s',
  text => {
    expect(plainLine(`- ${escaped(text)}`)?.text).toBe(text);
  },
);

const posted = (markdown: string, kind: string) =>
  handoffDrafts({handoff: handedOff([]), markdown, shift: 'one'}, {name: 'room', kind}, {by: 'ana', at: NIGHT});

test('a long handoff is several posts in a channel, cut between sections, and one mail', () => {
  const section = (name: string) => `## ${name}\n\n${'- a line of it\n'.repeat(250)}`;
  const markdown = `# Handoff: a to b\n\n${section('One')}\n${section('Two')}\n${section('Three')}`;
  const posts = posted(markdown, 'slack');
  expect(posts.map(({verb, thread}) => [verb, thread])).toEqual([
    ['create', posts[0]?.thread],
    ['note', posts[0]?.thread],
  ]);
  expect(posts.map(({message}) => message.text).join('\n')).toMatch(/ONE.*TWO.*THREE/s);
  expect(posted(markdown, 'email')).toHaveLength(1);
});

test('the same words to the same target have the same key, other words another one', () => {
  const keys = (markdown: string) => posted(markdown, 'email').map(({key}) => key);
  expect(keys('# a')).toEqual(keys('# a'));
  expect(keys('# a')).not.toEqual(keys('# b'));
});

test('a pager is no reader: it would call somebody', () => {
  expect(whyNoReader({name: 'pd', kind: 'pagerduty'})).toContain('would page somebody');
  expect(whyNoReader({name: 'room', kind: 'slack'})).toBeUndefined();
});
