import {describe, expect, test} from 'vitest';
import {judgeDocument} from '../../src/runbooks/judge-document.js';
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

  test.each([
    ['$(', ''],
    ['$(echo ', ')'],
    ['"$(', ')"'],
  ])('substitutions inside one another without end are shown and not run: %s %s', (open, close) => {
    const [document] = read(fenced(`echo ${open.repeat(400)}x${close.repeat(400)}`)).documents;
    const judged = document === undefined ? [] : judgeDocument(document, {known: new Set()});
    expect(judged).toMatchObject([{level: 'not-shell', runnable: false}]);
  });

  test.each([
    ['marks of lists', '- '.repeat(60)],
    ['more marks', '- '.repeat(3_000)],
    ['quotes', '> '.repeat(500)],
    ['indented lists', Array.from({length: 1_500}, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
  ])('the code below text that is nested very deep is still there: %s', (_, deep) => {
    const [document] = read(`# A\n\n${deep}y\n\n\`\`\`bash\nls -l\n\`\`\`\n`).documents;
    const texts = document === undefined ? [] : judgeDocument(document, {known: new Set()});
    expect(texts.map(({statement}) => statement.text)).toEqual(['ls -l']);
  });

  test('an assignment of many quoted pieces is no command', () => {
    expect(firstWord(`A=${'"a"$(b)'.repeat(2_000)}`)).toMatch(/^A=/);
  });
});
