import {readFileSync} from 'node:fs';
import {describe, expect, test, vi} from 'vitest';
import {COMMANDS} from '../../src/cli/commands/index.js';
import {main} from '../../src/cli/main.js';
import {VERSION} from '../../src/cli/version.js';

async function printed(...argv: readonly string[]): Promise<string> {
  let text = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(part => {
    text += String(part);
    return true;
  });
  const code = await main(argv);
  write.mockRestore();
  expect(code).toBe(0);
  return text;
}

describe('help and version', () => {
  test('the version is that of the package', async () => {
    const {version} = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(VERSION).toBe(version);
    expect(await printed('--version')).toBe(`${version}\n`);
  });

  test('help lists every command with its summary', async () => {
    const help = await printed('--help');
    const leaves = COMMANDS.flatMap(
      entry =>
        entry.commands?.map(child => [`${entry.name} ${child.name}`, child.summary]) ?? [[entry.name, entry.summary]],
    );
    for (const [name, summary] of leaves) {
      expect(help).toMatch(new RegExp(`^ {2}${name}\\b.* {2}${summary?.replace(/[[\](){}.*+?|^$]/g, '\\$&')}$`, 'm'));
    }
    expect(await printed('-h')).toBe(help);
    expect(await printed('help')).toBe(help);
  });

  test('help fits 120 columns', async () => {
    const lines = (await printed('--help')).split('\n');
    expect(lines.filter(line => line.length > 120)).toEqual([]);
  });
});
