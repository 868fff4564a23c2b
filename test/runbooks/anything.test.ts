import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {codeIn} from '../../src/runbooks/markdown/embedded.js';
import {readFrontMatter} from '../../src/runbooks/markdown/front-matter.js';
import {nodesOf} from '../../src/runbooks/markdown/nodes.js';
import {prepareLines} from '../../src/runbooks/markdown/prepare-lines.js';
import {repairFences} from '../../src/runbooks/markdown/repair-fences.js';
import {sourceLines} from '../../src/runbooks/markdown/source-lines.js';
import {parseRunbook} from '../../src/runbooks/parse-runbook.js';

const fence = fc.constantFrom(
  '```',
  '```bash',
  '````',
  '~~~',
  '```console',
  '```markdown',
  '```sql',
  '```yaml',
  '\\`\\`\\`bash',
  '```sh {name=x}',
);
const code = fc.constantFrom(
  'df -h',
  '$ kubectl get pods <pod>',
  'NAME   READY   AGE',
  '# comment',
  '# never do this',
  'ls \\',
  'cat <<END',
  'END',
  'echo "open',
  'for x in a; do',
  'done',
  'SELECT a FROM b;',
  'kubectl exec -it x -- sh',
  'if (',
  '> more',
  'key: value',
);
const prose = fc.constantFrom(
  '# Runbook',
  '## Investigation',
  '### Option 1',
  '**Steps**:',
  '**What to look for:**',
  '- `out` = fine',
  '1. Run `df -h` now',
  '- [ ] tick',
  '   - nested',
  'If it is full:',
  '',
  '',
  'Some words.',
  '> quoted',
  '!!! note',
  '<!--',
  '-->',
  '<details>',
  '| Alert | b |',
  '|---|---|',
  '---',
  'title: x',
  '{{< hint >}}',
);
const indent = fc.constantFrom('', '', '', '  ', '   ', '    ', '\t', '> ');
const line = fc
  .tuple(indent, fc.oneof(fence, code, prose, fc.string({maxLength: 12})))
  .map(([before, text]) => before + text);
const documents = fc.array(line, {maxLength: 40}).map(lines => lines.join('\n').replaceAll('\0', ''));

/** All code of a file, run together. */
function allText(text: string): string {
  const strings: string[] = [];
  const {documents: found} = parseRunbook({file: 'a.md', root: '/r', text});
  for (const {sections} of found) {
    for (const {blocks} of sections.flatMap(({steps}) => steps)) {
      for (const block of blocks) strings.push(block.kind === 'statement' ? block.comment : '', block.text);
    }
  }
  return withoutBlanks(strings.join(''));
}

describe('any text', () => {
  test('is read without throwing, and every line stays in its file', () => {
    fc.assert(
      fc.property(documents, text => {
        const last = text.split(/\r\n|\r|\n/).length;
        const {documents: found} = parseRunbook({file: 'a.md', root: '/r', text});
        for (const {sections} of found) {
          for (const step of sections.flatMap(({steps}) => steps)) {
            for (const [from, to] of [step.lines, ...step.blocks.map(({lines}) => lines)]) {
              expect(from).toBeGreaterThanOrEqual(1);
              expect(to).toBeGreaterThanOrEqual(from);
              expect(to).toBeLessThanOrEqual(last);
            }
          }
        }
      }),
      {numRuns: 1500},
    );
  });

  test('loses no line of its code', () => {
    fc.assert(
      fc.property(documents, text => {
        const lines = prepareLines(repairFences(readFrontMatter(sourceLines(text)).lines));
        const written = nodesOf(lines)
          .flatMap(codeIn)
          .flatMap(({content}) => content);
        const kept = allText(text);
        for (const each of written.map(withoutPrompt)) expect(kept).toContain(withoutBlanks(each));
      }),
      {numRuns: 1500},
    );
  });

  test('has ids that are unique in their document', () => {
    fc.assert(
      fc.property(documents, text => {
        for (const {sections} of parseRunbook({file: 'a.md', root: '/r', text}).documents) {
          const steps = sections.flatMap(each => each.steps);
          expect(new Set(steps.map(({id}) => id)).size).toBe(steps.length);
          expect(new Set(sections.map(({id}) => id)).size).toBe(sections.length);
        }
      }),
      {numRuns: 500},
    );
  });
});

/** Statements that share a line are told apart without a word lost. */
function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Prompts of a session are no part of what is typed. */
function withoutPrompt(text: string): string {
  return text
    .trim()
    .replace(/^\$ /, '')
    .replace(/^>(?: |$)/, '')
    .trim();
}
