import {expect, test} from 'vitest';
import {withKeyTable} from '../../scripts/lib/key-table.mjs';

const EMPTY = 'before\n<!-- keys:start -->\n<!-- keys:end -->\nafter\n';
const KEYS = [
  {view: 'Board', key: 'a', label: 'ack'},
  {view: 'Alert', key: '`', label: 'quote'},
  {view: 'Board', key: '|', label: 'one | other'},
];

test('the table of keys names each view once and can hold any key', () => {
  expect(withKeyTable(EMPTY, KEYS)).toBe(`before
<!-- keys:start -->

| where | keys |
|---|---|
| Board | \`a\` ack · \`\\|\` one \\| other |
| Alert | \`\` \` \`\` quote |

<!-- keys:end -->
after
`);
});

test('a table that is already there is replaced, and the same keys change nothing', () => {
  const once = withKeyTable(EMPTY, KEYS);
  expect(withKeyTable(withKeyTable(once, []), KEYS)).toBe(once);
});

test('a document without the markers is refused', () => {
  expect(() => withKeyTable('no markers', KEYS)).toThrow(/keys:start/);
});
