import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {lintFile} from '../../../src/runbooks/lint/lint-file.js';
import {md} from '../reading.js';

const NO_WORDS = {reads: [], changes: [], destructive: [], needsTerminal: [], endless: []};
const NOW = Date.parse('2026-03-01T00:00:00Z');

function lint(
  text: string,
  commands: readonly string[] = ['kubectl', 'df', 'rm', 'curl', 'uptime'],
): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), 'wk-lint-'));
  onTestFinished(() => rmSync(root, {recursive: true, force: true}));
  mkdirSync(join(root, 'sub'));
  writeFileSync(join(root, 'sub', 'there.md'), '# There\n\n## A Heading\n');
  writeFileSync(join(root, 'body.json'), '{}');
  const path = join(root, 'a.md');
  const machine = {
    hasCommand: (word: string) => commands.includes(word),
    hasFile: (file: string) => file === join(root, 'body.json'),
  };
  return lintFile({file: 'a.md', root, text: md(text)}, {path, tables: NO_WORDS, machine, now: NOW}).map(
    ({line, severity, rule}) => `${line} ${severity} ${rule}`,
  );
}

describe('linting a runbook', () => {
  test('finds nothing in a good one', () => {
    const text = `
# Disk

- **Last Updated**: 2026-01-10
- **Review Cycle**: Quarterly

See [there](sub/there.md#a-heading), [below](#mend), [the web](https://example.net/x).

## Mend

'''bash
df -h <mountpoint>
curl -d @body.json <url>
'''

This deletes data; check first:

'''bash
rm -rf <folder>
'''
`;
    expect(lint(text)).toEqual([]);
  });

  test('finds links and anchors that lead nowhere', () => {
    const text =
      '# A\n\n- [x](gone.md)\n- [y](#nowhere)\n- [z](sub/there.md#not-this)\n- [ok](sub/there.md)\n\n<a name="set"></a>\n[q](#set)\n';
    expect(lint(text)).toEqual(['3 error dead-link', '4 error dead-link', '5 error dead-link']);
  });

  test('finds dummies, whether or not they look like one', () => {
    const text =
      "# A\n\n'''bash\n# with the key\ncurl -H 'X-Key: YOUR_API_KEY' <url>\nkubectl logs app-pod\nkubectl describe pod postgres-pod-name\n'''\n";
    expect(lint(text)).toEqual(['5 warning placeholder', '6 warning dummy-name', '7 warning dummy-name']);
  });

  test('finds what bash cannot read, and other languages in its fences', () => {
    expect(lint("# A\n\n'''bash\nuptime\n\nif then\n\nSELECT a FROM b;\n'''\n")).toEqual([
      '6 error unparsable',
      '8 warning not-shell',
    ]);
  });

  test('finds destruction that nothing warns of', () => {
    expect(lint("# A\n\nRun it:\n\n'''bash\n# tidy\nrm -rf /srv/x\n'''\n")).toEqual(['7 error no-warning']);
    expect(lint("# A\n\n'''bash\n# Danger: the data is gone then\nrm -rf /srv/x\n'''\n")).toEqual([]);
  });

  test('finds tools and files that are not here, each tool once', () => {
    const text = "# A\n\n'''bash\nfrobctl a\nfrobctl b\ncurl -d @gone.json <url>\n'''\n";
    expect(lint(text)).toEqual(['4 warning no-command', '6 warning no-file']);
  });

  test('finds reviews that are due', () => {
    expect(lint('# A\n\n- **Last Updated**: 2025-11-01\n- **Review Cycle**: Monthly\n\n- [ ] x\n')).toEqual([
      '3 warning stale',
    ]);
    expect(lint('---\nnext_review: 2026-01-01\n---\n# A\n\n- [ ] x\n')).toEqual(['2 warning stale']);
    expect(lint('# A\n\n- **Last Updated**: some day\n\n- [ ] x\n')).toEqual([]);
  });

  test('finds a fence that is never closed, and a blank behind a backslash', () => {
    expect(lint("# A\n\n'''bash\nuptime\n\n## More\n")).toContain('3 error open-fence');
    expect(lint("# A\n\n'''bash\nkubectl get pods \\ \n'''\n")).toEqual(['4 warning continuation']);
  });
});
