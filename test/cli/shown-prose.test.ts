import {expect, test} from 'vitest';
import {shownProse} from '../../src/cli/shown-prose.js';

test('what only a web page makes something of is not printed among the words', () => {
  const text = [
    '---',
    'title: Disk',
    '---',
    'Look first.',
    '<!-- owner: ops -->',
    '<details><summary>More</summary>',
    '{{< hint warning >}}Mind the gap{{< /hint >}}',
    '![the graph](graph.png) and a < b',
    '</details>',
  ].join('\n');
  expect(shownProse(text)).toEqual(['Look first.', '', 'More', 'Mind the gap', 'the graph and a < b', '']);
});
