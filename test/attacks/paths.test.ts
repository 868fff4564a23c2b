import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {indexRoots} from '../../src/runbooks/index-roots.js';
import {matchRunbooks} from '../../src/runbooks/match/match.js';
import {tempDir} from '../support/real.js';

/** Ways out of a folder, as they stand in an alert. */
const WAYS = [
  '../secret.md',
  '../../../../../../etc/passwd',
  '/etc/passwd',
  'file:///etc/passwd',
  'https://runbooks.example.com/../secret.md',
  'https://runbooks.example.com/..%2fsecret.md',
  'https://runbooks.example.com/%2e%2e/%2e%2e/secret.md',
  'https://runbooks.example.com/..\\secret.md',
  'https://runbooks.example.com/one.md/../../secret.md',
  'https://runbooks.example.com/one.md#../../secret.md',
  'https://runbooks.example.com/one.md#/etc/passwd',
  'https://runbooks.example.com/one.md?file=../secret.md',
  'secret.md\0.md',
];

test.each(WAYS)('an alert whose runbook is %j finds no file beside the runbooks', async way => {
  const home = tempDir();
  const root = path.join(home, 'runbooks');
  mkdirSync(root);
  writeFileSync(path.join(home, 'secret.md'), '# Secret\n\nHow to get in.\n');
  writeFileSync(path.join(root, 'one.md'), '# One\n\n## Steps\n\nLook.\n');
  const {files} = await indexRoots([root]);
  for (const name of ['runbook_url', 'runbook']) {
    for (const alertname of ['Any', '../secret', 'secret', 'Secret']) {
      const {found, suggested, link} = matchRunbooks({labels: {alertname}, annotations: {[name]: way}}, files);
      const paths = [...found, ...suggested].map(entry => entry.file);
      expect(paths.filter(one => one !== path.join(root, 'one.md'))).toEqual([]);
      expect(link ?? 'https://').toMatch(/^https?:\/\//);
    }
  }
});
