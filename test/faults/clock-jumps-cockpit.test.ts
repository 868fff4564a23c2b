import {execFile} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {endedWithTest, leave, openDesk} from '../e2e/support/desk.js';
import {factsIn, gapsIn} from '../e2e/support/journal.js';
import {fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {fakeServer} from '../sources/support/fake-server.js';
import {launch} from '../support/launch.js';
import {tempDir} from '../support/real.js';
import {lengthy} from '../support/soak.js';

const DAY = 24 * 60 * 60_000;

/** Sets the clock of this process and of its threads to be off by what a file says, as if the machine's were. */
const OFF_BY = `
const {readFileSync} = require('node:fs');
const real = Date.now;
const RealDate = Date;
let read = 0;
let off = 0;
const offBy = () => {
  const now = performance.now();
  if (now - read > 50 || read === 0) {
    read = now;
    try { off = Number(readFileSync(process.env.CLOCK_OFF_BY, 'utf8')) || 0; } catch {}
  }
  return off;
};
globalThis.Date = class extends RealDate {
  constructor(...given) { given.length === 0 ? super(real() + offBy()) : super(...given); }
  static now() { return real() + offBy(); }
};
`;

describe('a whole cockpit', () => {
  lengthy(
    'whose clock is set back by three days goes on, with the commands beside it',
    {timeout: 120_000},
    async () => {
      const server = await fakeAlertmanager([someAlert('aa', {startsAt: new Date().toISOString()})]);
      const pages: string[] = [];
      const pager = await fakeServer((request, response) => {
        pages.push(request.body);
        response.writeHead(200).end('{}');
      });
      const bare = await openDesk(
        `alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]
targets: {hook: {kind: webhook, url: "${pager.url}/page"}}
escalation: {all: {match: 'alertname=~".+"', levels: [{name: second, after: 40s, to: [hook], auto: true}]}}
`,
      );
      const folder = tempDir();
      const file = path.join(folder, 'off-by');
      writeFileSync(path.join(folder, 'clock.cjs'), OFF_BY);
      writeFileSync(file, '0');
      const env = {...bare.env, NODE_OPTIONS: `--require=${path.join(folder, 'clock.cjs')}`, CLOCK_OFF_BY: file};
      const cockpit = endedWithTest(launch([bare.bin], {env, cols: 150, rows: 30}));
      const wk = (argv: readonly string[]) =>
        new Promise<string>(resolve => {
          execFile(process.execPath, [bare.bin, ...argv], {env: env as NodeJS.ProcessEnv}, (_error, stdout, stderr) =>
            resolve(stdout + stderr),
          );
        });
      await cockpit.waitFor('Alert aa');
      await wk(['note', 'before the jump']);
      writeFileSync(file, String(-3 * DAY));
      await expect.poll(() => pages.length, {timeout: 90_000}).toBe(1);
      expect(await wk(['note', 'after the jump'])).toContain('Noted');
      const handoff = await wk(['handoff']);
      for (const text of ['Alert aa', 'before the jump', 'after the jump']) expect(handoff).toContain(text);
      const second = endedWithTest(launch([bare.bin], {env, cols: 150, rows: 30}));
      const shown = (await second.waitFor('Alert aa')).join('\n');
      expect(shown).not.toMatch(/-\d+[smhd]|NaN/);
      await expect
        .poll(
          () =>
            factsIn(bare.state)
              .flatMap(fact => (isFact(fact, 'note.added') ? [fact.text] : []))
              .join(),
          {timeout: 30_000},
        )
        .toContain('was set back');
      const times = factsIn(bare.state).map(({at}) => Date.parse(at));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(gapsIn(factsIn(bare.state))).toEqual([]);
      expect(pages).toHaveLength(1);
      second.kill('SIGTERM');
      await second.exit;
      expect(await leave(cockpit)).toBe(0);
    },
  );
});
