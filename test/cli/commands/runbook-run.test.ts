import {expect, test} from 'vitest';
import {EXIT} from '../../../src/cli/exit-codes.js';
import {OperatorError} from '../../../src/lib/operator-error.js';
import {documentOf} from '../../runbooks/reading.js';
import {ENTRY} from '../../support/fake-desk.js';
import {deskWithOptions} from '../../support/with-options.js';
import {type Walker, walker} from '../a-walker.js';

async function hashOf(desk: ReturnType<typeof walker>, ...argv: string[]): Promise<string> {
  return (await desk.run(...argv)).stdout.trim();
}

test('a walk asks by what a statement can do, runs, tells the exit as it is and goes on', async () => {
  const desk = walker({answers: ['', '', '/srv', '', 'q'], code: 1});
  const {exitCode, stdout, stderr} = await desk.run();
  expect(desk.ran()).toEqual(['df -h /srv', 'du -s /srv']);
  expect(stdout).toBe('what it says\nwhat it says\n');
  expect(stderr).toContain('looks read-only');
  expect(stderr).toContain('exit 1');
  expect(exitCode).toBe(0);
});

test('a step is skipped with its reason, and what changes wants a y', async () => {
  const desk = walker({answers: ['s', 'known', '', '', 'y', 'q'], code: 0});
  await desk.run('--set', 'service=web');
  expect(desk.hands.commands.find(one => one.type === 'skip-step')).toMatchObject({reason: 'known', step: 'full'});
  expect(desk.hands.commands.find(one => one.type === 'finish-step')).toMatchObject({step: 'ask'});
  expect(desk.ran()).toEqual(['restart web']);
});

test('what destroys runs only when its name is typed', async () => {
  const answers = ['s', '', '', 's', '', 'y', '/srv/old', 'q'];
  const desk = walker({answers});
  await desk.run('--yes');
  expect(desk.ran()).toEqual(['rm -rf /srv/old']);
  expect(desk.asked).toContainEqual(expect.stringContaining('type /srv/old'));
});

test('a changed statement is judged again and recorded as edited', async () => {
  const desk = walker({answers: ['e', 'rm -rf /srv/x', '', '/srv/x', 'q']});
  await desk.run();
  expect(desk.hands.commands.find(one => one.type === 'confirm-run')).toMatchObject({
    edited: true,
    level: 'destructive',
  });
});

test('a context that is switched while a walk asks runs nothing, and is asked about anew', async () => {
  const {desk, asked, ran, hands, run} = walker({answers: ['', '', 'q']});
  const contexts = ['eu-prod', 'us-prod'];
  desk.place = async () => ({...desk.where, kubeContext: contexts.shift() ?? 'us-prod'});
  const {stderr} = await run();
  expect(stderr).toContain('Nothing was run: look again where it would.');
  expect(stderr).toContain('kube context was eu-prod when this was asked, and is us-prod now');
  expect(asked.filter(question => question.startsWith('enter runs it'))).toHaveLength(2);
  expect(ran()).toEqual(['df -h /srv']);
  expect(hands.commands.find(one => one.type === 'confirm-run')).toMatchObject({place: {kubeContext: 'us-prod'}});
});

test("docker's context is said before a statement runs, recorded with it, and part of what --confirm names", async () => {
  const {desk, ran, hands, run} = walker({answers: ['', 'q']});
  desk.where = {...desk.where, dockerContext: 'us-prod'};
  const {stderr} = await run('--set', 'path=/srv');
  expect(stderr).toContain('ana@bastion:/home/ana · docker context us-prod');
  expect(ran()).toEqual(['df -h /srv']);
  expect(hands.commands.find(one => one.type === 'confirm-run')).toMatchObject({place: {dockerContext: 'us-prod'}});
  const script = walker({isTTY: false});
  const here = await hashOf(script, '--step', '1');
  script.desk.where = {...script.desk.where, dockerContext: 'us-prod'};
  expect(await hashOf(script, '--step', '1')).not.toBe(here);
});

test('a place that cannot be looked up when a walk is answered is asked about as not known', async () => {
  const {desk, ran, run} = walker({answers: ['', '', 'q']});
  let times = 0;
  desk.place = async () => {
    times += 1;
    if (times > 1) throw new OperatorError('the line is down');
    return desk.where;
  };
  const {stderr} = await run();
  expect(stderr).toContain('where it runs cannot be looked up now (the line is down)');
  expect(stderr).toContain('That was not what runs it: nothing was run.');
  expect(ran()).toEqual([]);
});

test('without a terminal nothing is walked', async () => {
  const desk = walker({isTTY: false});
  expect(await desk.run()).toMatchObject({exitCode: 6, stderr: expect.stringContaining('--step')});
  expect(desk.ran()).toEqual([]);
});

test('a file that is not there is not found, with and without a terminal', async () => {
  for (const isTTY of [true, false]) {
    const desk = walker({isTTY, missing: true});
    expect((await desk.run()).exitCode).toBe(5);
  }
});

test('--set of a name that nothing asks for is told', async () => {
  const desk = walker({answers: ['q']});
  const {stderr} = await desk.run('--set', 'servcie=web', '--set', 'dir=/srv');
  expect(stderr).toContain('--set servcie: nothing in Disk filling up asks for that.');
  expect(stderr).not.toContain('--set dir');
});

test('a step runs only with the hash of exactly what it was shown to be', async () => {
  const desk = walker({isTTY: false, code: 3});
  const shown = await desk.run('--step', '2', '--set', 'dir=/srv');
  expect(shown).toMatchObject({exitCode: 6, stderr: expect.stringContaining('du -s /srv')});
  const hash = shown.stdout.trim();
  expect(hash).toMatch(/^[0-9a-f]{12}$/);
  expect(await desk.run('--step', '2', '--set', 'dir=/etc', '--confirm', hash)).toMatchObject({exitCode: 6});
  expect(desk.hands.commands).toEqual([]);
  const ran = await desk.run('--step', '2', '--set', 'dir=/srv', '--confirm', hash);
  expect(ran).toMatchObject({exitCode: 1, stdout: 'what it says\n', stderr: expect.stringContaining('exit 3')});
  expect(desk.ran()).toEqual(['du -s /srv']);
});

test('a step that exits with 0 is done, and JSON tells its run on stdout alone', async () => {
  const desk = walker({isTTY: false});
  const hash = await hashOf(desk, '--step', '1');
  const {exitCode, stdout, stderr} = await desk.run('--step', '1', '--confirm', hash, '-o', 'json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({step: 1, run: {code: 0, text: 'df -h /srv'}});
  expect(stderr).toContain('what it says');
});

test('a step that destroys, takes the terminal or lacks a value is refused, whatever is given', async () => {
  const desk = walker({isTTY: false});
  for (const step of ['2', '4', '5', '6']) {
    expect(await desk.run('--step', step, '--confirm', '000000000000', '--yes')).toMatchObject({exitCode: 6});
  }
  expect(desk.hands.commands).toEqual([]);
});

test('a step that would run what stands in a text from outside is refused without a terminal, and only asked about on one', async () => {
  const script = walker({isTTY: false});
  const {judge} = script.desk;
  const evaluates = (desk: typeof script.desk) =>
    Object.assign(desk, {
      judge: (...args: Parameters<typeof judge>) => ({...judge(...args), evaluates: true as const}),
    });
  evaluates(script.desk);
  const {exitCode, stderr} = await script.run('--step', '1', '--confirm', '000000000000');
  expect(exitCode).toBe(EXIT.refused);
  expect(stderr).toContain('bash computes in it with text that came from outside');
  expect(stderr).toContain('walk the runbook on a terminal');
  expect(script.hands.commands).toEqual([]);
  const walk = walker({answers: ['', 'q']});
  evaluates(walk.desk);
  await walk.run();
  expect(walk.ran()).toEqual(['df -h /srv']);
});

test('a statement that is not there, and a hash without a step, are told', async () => {
  const desk = walker({isTTY: false});
  expect(await desk.run('--step', '9')).toMatchObject({exitCode: 5});
  expect(await desk.run('--step', 'x')).toMatchObject({exitCode: 2});
  expect(await desk.run('--confirm', 'abc')).toMatchObject({exitCode: 2});
});

test('a walk tells the sections that are only to be read, in their place', async () => {
  const desk = walker({answers: ['q']});
  const [first] = desk.desk.document.sections;
  if (first === undefined) throw new Error('no section');
  const symptoms = {...first, id: 'symptoms', title: 'Symptoms', intro: 'Writes fail.', steps: []};
  desk.desk.document = {
    ...desk.desk.document,
    sections: [symptoms, {...first, intro: 'Start here.'}, ...desk.desk.document.sections.slice(1)],
  };
  const {stderr} = await desk.run();
  expect(stderr).toMatch(/## Symptoms\nWrites fail\.[\s\S]*## Investigation\nStart here\.[\s\S]*How full is it/);
});

test('a statement of several lines is changed in the editor', async () => {
  const desk = walker({answers: ['e', '/srv/b', 'q']});
  const [first] = desk.desk.document.sections;
  const [step] = first?.steps ?? [];
  const [block] = step?.blocks ?? [];
  if (first === undefined || step === undefined || block?.kind !== 'statement') throw new Error('no statement');
  const told = {...step, blocks: [{...block, text: 'for a in b\ndo :\ndone'}]};
  desk.desk.document = {...desk.desk.document, sections: [{...first, steps: [told]}]};
  desk.desk.written = 'rm /srv/a\nrm /srv/b';
  await desk.run();
  expect(desk.ran()).toEqual(['rm /srv/a\nrm /srv/b']);
});

test('a statement that still runs is told by a preview, which asks for nothing to be stopped', async () => {
  const desk = await withLeftover({isTTY: false});
  const shown = await desk.run('--step', '1');
  expect(shown.stderr).toContain('Still running in this walk: tail -f /srv/log.');
  const hash = shown.stdout.trim();
  const refused = await desk.run('--step', '1', '--confirm', hash);
  expect(refused).toMatchObject({exitCode: 6, stderr: expect.stringContaining('walk the runbook on a terminal')});
  expect(desk.hands.commands.map(one => one.type)).not.toContain('stop-run');
});

test('a walk offers to stop what still runs, before it asks about anything else', async () => {
  const desk = await withLeftover({answers: ['x', 'q']});
  await desk.run();
  expect(desk.asked[0]).toContain('x stops it');
  expect(desk.hands.commands.map(one => one.type)).toContain('stop-run');
});

test('the question about what destroys fits on a line of 80 columns, whatever its reason', async () => {
  const desk = walker({answers: ['s', '', '', 's', '', 'q']});
  const {stderr} = await desk.run();
  expect(stderr).toContain('To run it, type /srv/old, because');
  expect(desk.asked.every(question => question.length < 60)).toBe(true);
});

test('options are a choice: what stands behind the group follows the one that was taken, and o goes to another', async () => {
  const desk = walker({answers: ['', 'o', '3', '', '', 'o', '2', '', '', 'c']});
  desk.desk.document = deskWithOptions().document;
  const {stderr} = await desk.run();
  expect(stderr).toContain('one of 3: Option 1: Rollback. The others: Option 2: Scale (step 2)');
  expect(stderr).toContain('Gone on behind the choice, past Option 2: Scale, Option 3: Restart.');
  expect(desk.ran()).toEqual(['show rollback', 'show restart', 'show verify', 'show scale', 'show verify']);
  expect(desk.hands.commands.at(-1)?.type).toBe('close-runbook');
});

test('the folder that a file asks for is named by --step, and taken once the file is trusted', async () => {
  const desk = walker({isTTY: false});
  const {sections} = documentOf(`# Disk\n\n'''sh {"cwd":"/srv/web"}\nshow here\n'''\n`);
  desk.desk.document = {...desk.desk.document, sections};
  desk.desk.trusted = {state: 'new'};
  const before = await desk.run('--step', '1');
  expect(before.stderr).toContain('asks for the folder /srv/web: not taken before the file is trusted');
  desk.desk.trusted = {state: 'trusted', since: 0};
  const trusted = await desk.run('--step', '1');
  expect(trusted.stderr).toContain('cd -- /srv/web || exit');
  expect(trusted.stdout).not.toBe(before.stdout);
});

/** A walk in which something runs that a cockpit has left. */
async function withLeftover(given: Walker) {
  const desk = walker(given);
  const {documents, hash} = (await desk.desk.read(ENTRY.file)).file;
  const [document] = documents;
  if (document === undefined) throw new Error('no document');
  const {id, title} = document;
  await desk.hands.dispatch({type: 'open-runbook', file: ENTRY.file, document: id, title, hash, total: 5});
  const [walk] = [...desk.hands.state().shift.walks.values()];
  await desk.hands.dispatch({
    type: 'confirm-run',
    walk: walk?.walk ?? '',
    step: 'live',
    title: 'Watch it',
    statement: 'top',
    text: 'tail -f /srv/log',
    shown: 'tail -f /srv/log',
    env: {},
    secrets: [],
    level: 'reads',
    commands: [],
    reasons: [],
    edited: false,
    values: [],
    place: {host: 'bastion', user: 'ana', cwd: '/'},
  });
  return desk;
}
