import {chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {indexRoots} from '../../src/runbooks/index-roots.js';
import {parseRunbook} from '../../src/runbooks/parse-runbook.js';
import {readRunbook} from '../../src/runbooks/read-runbook.js';
import {stampRoots} from '../../src/runbooks/stamp-roots.js';

function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'wk-roots-'));
  onTestFinished(() => rmSync(root, {recursive: true, force: true}));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), content);
  }
  return root;
}

describe('an index of folders', () => {
  test('has every Markdown file once, in order, hidden ones left out', async () => {
    const first = folder({
      'b.md': '# B',
      'a/z.markdown': '# Z',
      '.git/x.md': '# X',
      'node_modules/y.md': '# Y',
      'c.txt': 'c',
    });
    const second = folder({'c.md': '# C'});
    const {files, troubles} = await indexRoots([first, second, first]);
    expect(files.map(({file, root, title}) => [file, root, title])).toEqual([
      ['a/z.markdown', first, 'Z'],
      ['b.md', first, 'B'],
      ['c.md', second, 'C'],
    ]);
    expect(troubles).toEqual([]);
  });

  test('follows links, and not in circles', async () => {
    const root = folder({'real/a.md': '# A'});
    symlinkSync(root, join(root, 'real', 'circle'));
    symlinkSync(join(root, 'real', 'a.md'), join(root, 'b.md'));
    symlinkSync(join(root, 'gone.md'), join(root, 'dead.md'));
    const {files, troubles} = await indexRoots([root]);
    expect(files.map(({file}) => file)).toEqual(['b.md', 'real/a.md']);
    expect(troubles).toEqual([{path: join(root, 'dead.md'), why: 'it is not there'}]);
  });

  test('says what cannot be read, and has the rest', async () => {
    const root = folder({
      'good.md': '# Good',
      'large.md': `# Large\n${'x'.repeat(3 * 1024 * 1024)}`,
      'locked.md': '# Locked',
    });
    chmodSync(join(root, 'locked.md'), 0);
    const {files, troubles} = await indexRoots([root, join(root, 'missing')]);
    expect(files.map(({file}) => file)).toContain('good.md');
    expect(troubles.map(({path}) => path)).toEqual(
      expect.arrayContaining([join(root, 'large.md'), join(root, 'missing')]),
    );
  });

  test('reads files that are not UTF-8', async () => {
    const root = folder({
      'latin.md': Buffer.from('# Größe\n\n- [ ] prüfen\n', 'latin1'),
      'utf16.md': Buffer.from('\ufeff# Breit\n', 'utf16le'),
      'bom.md': '\ufeff# Mit Marke\n',
      'binary.md': Uint8Array.from({length: 400}, (_, index) => (index * 7) % 256),
    });
    const {files} = await indexRoots([root]);
    expect(files.map(({title}) => title)).toEqual(expect.arrayContaining(['Größe', 'Breit', 'Mit Marke']));
    expect(files.length).toBe(4);
  });

  test('gives documents and sections the ids that opening them gives', async () => {
    const text = '# A\n\n## Look\n\n- [ ] x\n\n```markdown\n# A\n\n```bash\nls\n```\n\n## Look\n```\n';
    const root = folder({'a.md': text});
    const [indexed] = (await indexRoots([root])).files;
    const opened = parseRunbook({file: 'a.md', root, text});
    expect(indexed?.documents.map(({id}) => id)).toEqual(opened.documents.map(({id}) => id));
    expect(indexed?.documents.map(({sections}) => sections.map(({id}) => id))).toEqual(
      opened.documents.map(({sections}) => sections.map(({id}) => id)),
    );
    expect((await readRunbook(join(root, 'a.md'), root)).hash).toBe(opened.hash);
  });

  test('lets others work while it is made', async () => {
    const root = folder(
      Object.fromEntries(Array.from({length: 120}, (_, index) => [`${index}.md`, '# T\n\n- [ ] x\n'.repeat(200)])),
    );
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await indexRoots([root]);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });
});

test('a text file counts where it is written as a runbook', async () => {
  const runbook = '# Disk\n\n## Steps\n\n```bash\ndf -h\n```\n';
  const root = folder({'disk.txt': runbook, 'notes.txt': 'buy milk', 'robots.txt': '# no code here'});
  const {files} = await indexRoots([root]);
  expect(files.map(({file}) => file)).toEqual(['disk.txt']);
});

test('a runbook that is added or changed shows in the stamp of its folder', async () => {
  const root = folder({'a.md': '# A'});
  const before = await stampRoots([root]);
  expect(await stampRoots([root])).toBe(before);
  writeFileSync(join(root, 'b.md'), '# B');
  const added = await stampRoots([root]);
  expect(added).not.toBe(before);
  writeFileSync(join(root, 'a.md'), '# Another');
  expect(await stampRoots([root])).not.toBe(added);
});
