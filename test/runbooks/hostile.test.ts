import {describe, expect, test} from 'vitest';
import {parseRunbook} from '../../src/runbooks/parse-runbook.js';
import {firstWord} from '../../src/runbooks/statements/known-commands.js';

const read = (text: string) => parseRunbook({file: 'a.md', root: '/r', text});
const fenced = (code: string) => `# A\n\n\`\`\`bash\n${code}\n\`\`\`\n`;

/** Each of these took minutes where the work grew faster than the text; the suite's own limit is what fails them. */
describe('texts made to be slow', () => {
  test.each([
    ['a long script', fenced('ls -l\n'.repeat(60_000))],
    ['a long session', fenced('$ ls -l\nout\n'.repeat(20_000))],
    ['lines that bash cannot read', fenced('if )\n'.repeat(20_000))],
    ['prompts that never end', fenced('$ echo "a\n'.repeat(3_000))],
    ['fences in fences', '```markdown\n'.repeat(1_000)],
    ['fences without end', '```markdown\n```bash\nls\n'.repeat(5_000)],
    ['deep lists', Array.from({length: 120}, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['deep quotes', `${'>'.repeat(2_000)} a\n`],
    ['many headings of one name', '## Look\n'.repeat(3_000)],
    [
      'a table of alerts',
      `# A\n\n|Alert|x|\n|--|--|\n${Array.from({length: 5_000}, (_, index) => `|DiskFull${index}X|y|`).join('\n')}`,
    ],
    ['a line of comment marks', fenced(`,(\n${'# '.repeat(5_000)}\n)`)],
    ['options upon options', fenced(`oc rsh ${'-a -b '.repeat(2_000)};\npsql ${'-a b=c '.repeat(2_000)}$(`)],
  ])('are read all the same: %s', (_, text) => {
    expect(read(text).documents.length).toBeLessThanOrEqual(2);
  });

  test('an assignment of many quoted pieces is no command', () => {
    expect(firstWord(`A=${'"a"$(b)'.repeat(2_000)}`)).toMatch(/^A=/);
  });
});
