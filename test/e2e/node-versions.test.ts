import {execFileSync} from 'node:child_process';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {describeReal, postAlerts, startAlertmanager, tempDir} from '../support/real.js';
import {leave, openDesk} from './support/desk.js';
import {factsIn, gapsIn} from './support/journal.js';
import {freshAlert} from './support/posts.js';

const other = process.versions.node.startsWith('22.') ? '20' : '22';
const node = nodeOf(other);
const name = `Node ${process.versions.node} beside Node ${other}`;

if (node === undefined) {
  describe.skip(`${name} (skipped: npm could not bring it)`, () => test('is tested', () => undefined));
} else {
  describeReal(name, ['prometheus-alertmanager'], () => {
    test.each([
      ['this one', process.execPath, node],
      ['the other one', node, process.execPath],
    ])('only one holds the journal when %s was first', {timeout: 90_000}, async (_, first, second) => {
      const server = await startAlertmanager();
      const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`);
      await postAlerts(server.url, [freshAlert('SiteDown')]);
      const writer = desk.cockpit({command: first});
      await writer.waitFor(/▌P1.*SiteDown/, 30_000);
      const guest = desk.cockpit({command: second});
      await guest.waitFor(/attached[\s\S]*▌P1.*SiteDown/, 30_000);
      expect(writer.screen().join('\n')).not.toContain('attached');
      expect(await desk.wk(['note', 'from the second'], second)).toMatchObject({code: 0});
      expect(await desk.wk(['note', 'from the first'], first)).toMatchObject({code: 0});
      guest.type('l');
      await guest.waitFor(/from the first[\s\S]*from the second/);
      await leave(guest);
      await leave(writer);
      const facts = factsIn(desk.state);
      expect(gapsIn(facts)).toEqual([]);
      expect(facts.filter(fact => fact.type === 'note.added')).toHaveLength(2);
      await server.stop();
    });
  });
}

/** Another Node as npm packages it; undefined where npm cannot bring it. */
function nodeOf(major: string): string | undefined {
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  const folder = tempDir();
  const wanted = `node-linux-${arch}@${major}`;
  try {
    const flags = ['--no-save', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
    execFileSync('npm', ['install', '--prefix', folder, ...flags, wanted], {stdio: 'ignore', timeout: 50_000});
    const file = path.join(folder, 'node_modules', `node-linux-${arch}`, 'bin/node');
    execFileSync(file, ['--version'], {stdio: 'ignore'});
    return file;
  } catch {
    return undefined;
  }
}
