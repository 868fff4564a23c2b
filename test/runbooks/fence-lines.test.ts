import {expect, test} from 'vitest';
import {fenceLine, holdsMarkdown, mayHoldMarkdown} from '../../src/runbooks/markdown/fence-lines.js';

const BEFORE = ['', '  ', '> ', '- ', '1. ', '> - ', '\t'];
const MARKS = ['```', '`````', '~~~', '~~~~'];
const INFO = ['markdown', 'md', ' MD', '\tmarkdown title="a"', '  Markdown', 'md,numbered', '\u00a0md'];

test('no document in a fence is passed over for how its fence is written', () => {
  const fences = BEFORE.flatMap(before => MARKS.flatMap(marks => INFO.map(info => `${before}${marks}${info}`)));
  const held = fences.filter(fence => holdsMarkdown(fenceLine(fence, 0)?.info ?? ''));
  expect(held).toEqual(fences);
  expect(held.filter(fence => !mayHoldMarkdown(`# Title\n\n${fence}\n# Inner\n`))).toEqual([]);
});

test('a text of shell fences and one that only speaks of Markdown are known to hold no document', () => {
  expect(mayHoldMarkdown('# Title\n\n```bash\nls md\n```\n\nmarkdown\n')).toBe(false);
  expect(mayHoldMarkdown('Write ```` in markdown ````.\n')).toBe(false);
});
