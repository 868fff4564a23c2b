import {expect, test} from 'vitest';
import {LONGEST_STATEMENT} from '../../src/core/runbook/longest-statement.js';
import {classify} from '../../src/runbooks/classify/classify.js';
import {judgeDocument} from '../../src/runbooks/judge-document.js';
import {parseRunbook} from '../../src/runbooks/parse-runbook.js';

test('far too long a line is shown whole, and neither judged nor run, so that no key waits for it', () => {
  const line = `echo ${'x '.repeat(60_000)}`.trimEnd();
  const file = parseRunbook({file: 'big.md', root: '/', text: `# Big\n\n\`\`\`bash\n${line}\nuptime\n\`\`\`\n`});
  const [document] = file.documents;
  if (document === undefined) throw new Error('nothing was read');
  const judged = judgeDocument(document, {known: new Set()});
  expect(judged.map(({statement: {text}, runnable}) => [text.length, runnable])).toEqual([
    [line.length, false],
    [6, true],
  ]);
  expect(judged[0]).toMatchObject({level: 'not-shell', why: expect.stringContaining('longer than 64 KiB')});
});

test('so is an edited statement of that length', () => {
  expect(classify(`echo ${'x'.repeat(LONGEST_STATEMENT)}`)).toMatchObject({level: 'not-shell'});
});
