import {existsSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {draftFile} from '../../../src/cli/wire/draft-file.js';
import {tempDir} from '../../support/real.js';

describe('a text laid down for the editor', () => {
  test('is readable by its operator alone, comes back as it was changed, and leaves no file', async () => {
    const folder = path.join(tempDir(), 'drafts');
    const draft = await draftFile('for a in 1\ndo :\ndone', {folder, name: 'statement.sh', env: {EDITOR: 'nano -w'}});
    const file = draft.args.at(-1) ?? '';
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    writeFileSync(file, 'echo "  changed"\n\n');
    expect(await draft.take()).toBe('echo "  changed"');
    expect(existsSync(file)).toBe(false);
  });

  test('opens in $VISUAL, else in $EDITOR, else in vi, and says which', async () => {
    const editor = async (env: Readonly<Record<string, string>>) => {
      const draft = await draftFile('x', {folder: tempDir(), name: 'statement.sh', env});
      await draft.take();
      return draft.editor;
    };
    expect(await editor({VISUAL: 'code -w', EDITOR: 'nano'})).toBe('code -w');
    expect(await editor({EDITOR: 'nano'})).toBe('nano');
    expect(await editor({})).toBe('vi ($EDITOR is not set)');
  });
});
