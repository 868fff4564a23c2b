import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {expect, onTestFinished, test} from 'vitest';
import {type Fact, isFact} from '../../src/core/shift/fact.js';
import {describeReal} from '../support/real.js';
import {lengthy} from '../support/soak.js';
import {type Desk, leave, openDesk} from './support/desk.js';
import {factsIn} from './support/journal.js';
import {activeSilences} from './support/silences.js';
import {served} from './support/twenty.js';

describeReal('from another shell that names no Alertmanager', ['prometheus-alertmanager', 'amtool'], () => {
  lengthy('everything goes to those of the open cockpit', {timeout: 90_000}, async () => {
    const server = await served();
    const desk = await openDesk('');
    expect(await desk.wk(['alerts'])).toMatchObject({code: 2});
    const cockpit = desk.cockpit({argv: ['--alertmanager', `staging=${server.url}`]});
    await cockpit.waitFor('needs you 20', 30_000);

    const alerts = await desk.wk(['alerts', '-o', 'json']);
    expect(alerts).toMatchObject({code: 0, stderr: expect.stringContaining('which watches staging.')});
    expect(JSON.parse(alerts.stdout)).toHaveLength(20);
    expect(await desk.wk(['silence', 'preview', 'Site01'])).toMatchObject({code: 0});
    const added = await desk.wk(['silence', 'add', 'Site01', '-c', 'planned']);
    expect(added).toMatchObject({code: 0});
    const id = added.stdout.trim();
    expect((await desk.wk(['silence', 'list', '-q'])).stdout.trim()).toBe(id);
    expect(await desk.wk(['silence', 'extend', id, '-d', '1h'])).toMatchObject({code: 0});
    expect(await desk.wk(['silence', 'expire', id])).toMatchObject({code: 0});
    expect(await activeSilences(server.url)).toEqual([]);
    expect((await desk.wk(['doctor'])).stdout).toContain(
      'alertmanager staging: answers, asked through the open cockpit',
    );
    const second = desk.cockpit();
    await second.waitFor(/attached[\s\S]*needs you 20/i, 30_000);
    await leave(second);
    await leave(cockpit);
  });

  test('a cockpit that only looks takes notes and changes, and refuses the rest', {timeout: 90_000}, async () => {
    const server = await served();
    const desk = await openDesk('');
    const cockpit = desk.cockpit({argv: ['--read-only', '--alertmanager', server.url]});
    await cockpit.waitFor('needs you 20', 30_000);
    expect(await desk.wk(['note', 'seen'])).toMatchObject({code: 0});
    expect(await desk.wk(['note', '--alert', 'Site01', 'seen'])).toMatchObject({code: 0});
    expect(await desk.wk(['change', 'v412'])).toMatchObject({code: 0});
    for (const argv of [
      ['ack', 'Site01'],
      ['release', 'Site01'],
      ['silence', 'add', 'Site01', '-c', 'x'],
    ]) {
      expect(await desk.wk(argv)).toMatchObject({
        code: 6,
        stderr: `wk: The open cockpit (process ${cockpit.pid}) is read-only: nothing outside is changed through it.\n    Open it without --read-only to act. Notes and changes can be recorded as it is.\n`,
      });
    }
    expect(await activeSilences(server.url)).toEqual([]);
    await leave(cockpit);
  });
});

describeReal('wk log --follow', ['prometheus-alertmanager', 'amtool'], () => {
  test('goes on while the journal goes from hand to hand, also by kill -9', {timeout: 120_000}, async () => {
    const server = await served();
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`);
    const heard = following(desk);
    const first = desk.cockpit();
    await first.waitFor('needs you 20', 30_000);
    const second = desk.cockpit();
    await second.waitFor(/needs you 20/, 30_000);
    const note = async (text: string) => expect(await desk.wk(['note', text])).toMatchObject({code: 0});
    await note('both');
    first.kill('SIGKILL');
    await first.exit;
    await note('second alone');
    await leave(second);
    await note('nobody');
    await expect.poll(() => notesOf(heard.facts()), {timeout: 20_000}).toEqual(['both', 'second alone', 'nobody']);
    expect(heard.facts().map(({seq}) => seq)).toEqual(factsIn(desk.state).map(({seq}) => seq));
    heard.child.kill('SIGINT');
    expect((await once(heard.child, 'exit'))[0]).toBe(130);
  });

  test('ends without a word when its reader goes', {timeout: 60_000}, async () => {
    const desk = await openDesk('');
    await desk.wk(['note', 'one']);
    const heard = following(desk);
    await expect.poll(() => heard.facts().length, {timeout: 20_000}).toBe(1);
    const ended = once(heard.child, 'exit');
    heard.child.stdout?.destroy();
    await desk.wk(['note', 'two']);
    expect(await ended).toEqual([0, null]);
    expect(heard.stderr()).toBe('');
  });
});

interface Heard {
  readonly child: ChildProcess;
  facts(): readonly Fact[];
  stderr(): string;
}

function following(desk: Desk): Heard {
  const child = spawn(process.execPath, [desk.bin, 'log', '-f', '-o', 'json'], {
    env: desk.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout?.on('data', chunk => {
    out += chunk;
  });
  child.stderr?.on('data', chunk => {
    err += chunk;
  });
  const facts = () =>
    out
      .slice(0, out.lastIndexOf('\n') + 1)
      .split('\n')
      .flatMap(line => (line === '' ? [] : [JSON.parse(line) as Fact]));
  return {child, facts, stderr: () => err};
}

function notesOf(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap(fact => (isFact(fact, 'note.added') ? [fact.text] : []));
}
