import {execFile} from 'node:child_process';
import {chmodSync, chownSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {promisify} from 'node:util';
import {expect, onTestFinished, test, vi} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {programFile} from '../support/program.js';
import {describeReal, postAlerts, startAlertmanager, tempDir} from '../support/real.js';
import {factsIn, gapsIn} from './support/journal.js';
import {activeSilences} from './support/silences.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 90_000});

/** Accounts of every system, that nobody is logged in with. */
const ANA = {uid: 65_534, name: 'ana'};
const MO = {uid: 1, name: 'mo'};

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An operator in an account of the system of their own, with a home that nobody else may look into. */
async function account({uid, name}: typeof ANA, {url, bin}: {readonly url: string; readonly bin: string}) {
  const home = tempDir();
  const config = path.join(home, 'config.yaml');
  writeFileSync(config, `operator: ${name}\nalertmanagers: [{name: eu, urls: ["${url}"], poll: 1s}]\n`);
  for (const place of [home, config]) chownSync(place, uid, uid);
  const env = {PATH: process.env.PATH, HOME: home, WK_CONFIG: config, WK_STATE: path.join(home, 'state'), TZ: 'UTC'};
  const as = {cwd: home, env, uid, gid: uid};
  const run = (command: string, argv: readonly string[]): Promise<Ran> =>
    promisify(execFile)(command, [...argv], as).then(
      ({stdout, stderr}) => ({code: 0, stdout, stderr}),
      ({code, stdout = '', stderr = ''}) => ({code: typeof code === 'number' ? code : -1, stdout, stderr}),
    );
  const wk = (...argv: readonly string[]) => run(process.execPath, [bin, ...argv]);
  const done = async (...argv: readonly string[]) => {
    const ran = await wk(...argv);
    expect(ran, argv.join(' ')).toMatchObject({code: 0});
    return ran.stdout;
  };
  return {state: env.WK_STATE, run, wk, done};
}

/** The program where every account can read it. */
async function sharedProgram(): Promise<string> {
  const bin = await programFile();
  const root = path.dirname(path.dirname(bin));
  for (const folder of [root, ...folders(root)]) chmodSync(folder, 0o755);
  return bin;
}

function folders(root: string): readonly string[] {
  return readdirSync(root, {withFileTypes: true, recursive: true})
    .filter(one => one.isDirectory())
    .map(one => path.join(one.parentPath, one.name));
}

describeReal(
  'a watch that is handed over between two accounts of the system, without a relay',
  ['prometheus-alertmanager'],
  () => {
    test('is taken once, with what stands in it: acks and their silences, incidents, notes', async context => {
      if (process.getuid?.() !== 0) return context.skip('needs the right to become other accounts');
      const server = await startAlertmanager();
      onTestFinished(() => server.stop());
      const endsAt = new Date(Date.now() + 3_600_000).toISOString();
      await postAlerts(server.url, [
        {labels: {alertname: 'DiskFull', severity: 'critical'}, endsAt},
        {labels: {alertname: 'QueueStuck', severity: 'critical'}, endsAt},
      ]);
      const places = {url: server.url, bin: await sharedProgram()};
      const [ana, mo] = [await account(ANA, places), await account(MO, places)];
      const share = tempDir();
      chmodSync(share, 0o1777);
      const file = path.join(share, 'watch.wk');

      await ana.done('shift', 'start');
      await ana.done('ack', 'alertname=DiskFull');
      await ana.done('note', 'the vendor calls back at nine');
      const declared = await ana.done('incident', 'declare', '--title', 'Disks fill', '--severity', 'P1', '-o', 'json');
      const {id} = JSON.parse(declared);
      await ana.done('shift', 'end');
      await ana.done('handoff', '--bundle', file);
      expect(await activeSilences(server.url)).toMatchObject([{createdBy: 'ana'}]);
      // What is not handed over stays closed.
      expect((await mo.run('ls', [ana.state])).code).not.toBe(0);

      await mo.done('accept', file, '--yes');
      const taken = factsIn(mo.state);
      const theirs = factsIn(ana.state);
      const [origin] = new Set(theirs.map(fact => fact.origin));
      const handed = taken.filter(fact => fact.origin === origin);
      expect(gapsIn(taken.filter(fact => fact.origin !== origin))).toEqual([]);
      for (const fact of handed) expect(theirs).toContainEqual(fact);
      const types = (facts: typeof taken) => facts.map(({type}) => type);
      for (const type of ['shift.started', 'shift.ended', 'ack.requested', 'note.added', 'incident.declared'])
        expect(types(handed)).toContain(type);
      const [accepted] = taken.filter(fact => isFact(fact, 'handoff.accepted'));
      expect(accepted).toMatchObject({by: 'mo', from: 'ana'});
      expect(await activeSilences(server.url)).toMatchObject([{createdBy: 'mo'}]);
      const shown = JSON.parse(await mo.done('incident', 'show', id, '-o', 'json'));
      expect(shown.roles).toMatchObject([{role: 'commander', person: 'mo'}]);

      // A second time there is nothing to take.
      await mo.done('accept', file, '--yes');
      expect(factsIn(mo.state).filter(fact => fact.origin === origin)).toEqual(handed);
      expect(await activeSilences(server.url)).toMatchObject([{createdBy: 'mo'}]);

      // One that was changed on its way is refused whole.
      const broken = path.join(share, 'broken.wk');
      writeFileSync(broken, readFileSync(file, 'utf8').replace('calls back at nine', 'calls back at ten'), {
        mode: 0o644,
      });
      const before = factsIn(mo.state).length;
      expect((await mo.wk('accept', broken, '--yes')).code).not.toBe(0);
      expect(factsIn(mo.state)).toHaveLength(before);
    });
  },
);
