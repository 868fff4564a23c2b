import {describe, expect, test} from 'vitest';
import {start} from '../../support/a-night.js';
import {walking} from '../../support/a-walk.js';
import {type FakeDesk, fakeDesk} from '../../support/fake-desk.js';

/** The usual runbook with a section to read above and below it, and an introduction. */
function withProse(): FakeDesk {
  const desk = fakeDesk();
  const [first, ...others] = desk.document.sections;
  if (first === undefined) throw new Error('no section');
  const prose = (id: string, title: string, intro: string) => ({
    ...first,
    id,
    anchor: id,
    title,
    intro,
    role: 'about' as const,
    steps: [],
  });
  desk.document = {
    ...desk.document,
    sections: [
      prose('symptoms', 'Symptoms', 'Writes fail, and nobody can log in.'),
      {...first, intro: 'Start here, whatever you think you know.'},
      ...others,
      prose('escalation', 'Escalation', 'Call the storage team.'),
    ],
  };
  return desk;
}

describe.each([
  [60, 15],
  [80, 24],
  [120, 40],
])('at %ix%i', (columns, rows) => {
  test('a walk opens at its first step, below what its section says', async () => {
    const {night} = await walking({desk: withProse(), columns, rows});
    await night.sees('Start here, whatever you think you know.');
    await night.sees('▌ df -h /srv');
  });

  test('sections without steps are read on the way, and in the outline', async () => {
    const {night} = await walking({desk: withProse(), columns, rows});
    await night.press('k');
    await night.sees('Writes fail, and nobody can log in.');
    await night.press('enter');
    await night.sees('▌ df -h /srv');
    await night.press('o', 'pagedown', 'pagedown', 'enter');
    await night.sees('Call the storage team.');
    expect(night.recorded()).not.toContain('step.finished');
  });

  test('a step is gone to by its number', async () => {
    const {night} = await walking({desk: withProse(), columns, rows});
    await night.press('4');
    await night.sees('outline: step 4');
    await night.press('enter');
    await night.sees('▌ rm -rf /srv/old');
  });

  test('what a long statement said, and how it ended, is in sight; ctrl-d does not go up from there', async () => {
    const desk = withProse();
    desk.fill = (text, values) => ({ok: true, text, values, env: {}, warnings: []});
    const {night, runner, running} = await walking({desk, columns, rows});
    await night.press('enter', 'enter');
    runner.says(running(), ...Array.from({length: 300}, (_, at) => `line ${at + 1} of what it says`));
    runner.ends(running());
    await night.wait(300);
    await night.sees('line 300 of what it says');
    await night.sees('exit 0');
    await night.press('ctrl-d');
    await night.sees('line 300 of what it says');
    await night.press('ctrl-u', 'ctrl-u');
    night.seesNot('line 300 of what it says');
  });
});

test('below 100 columns one line tells the step and how the others stand', async () => {
  const {night, runner, running} = await walking({columns: 80, rows: 24});
  await night.sees('step 1 of 5 · ·····');
  await night.press('J', 'enter', 'K', 'K', 'enter', 'enter');
  runner.ends(running());
  await night.wait(200);
  await night.sees('step 1 of 5 · ○✓···');
});

test('a wide line of output, and where all of it lies, are readable at 80 columns', async () => {
  const {night, runner, running} = await walking({columns: 80, rows: 24});
  await night.press('enter', 'enter');
  runner.says(running(), ...Array.from({length: 50}, (_, at) => `${at} ${'wide '.repeat(30)}END${at}.`));
  await night.wait(200);
  await night.sees('END49.');
  await night.sees(`/state/runs/${running()}.out`);
});

test('a step that was stopped is not done', async () => {
  const {night} = await walking();
  await night.press('J', 'J', 'enter', 'y', 'x');
  await night.sees('✗ 3 Restart the writer');
  night.seesNot('✓ 3');
});

test('a walk is left with X only after a question while steps are open', async () => {
  const {night} = await walking();
  await night.press('X');
  await night.sees('close Disk filling up');
  await night.sees('5 steps of 5 are open: 1 How full is it');
  expect(night.recorded()).not.toContain('runbook.closed');
  await night.press('y');
  expect(night.recorded()).toContain('runbook.closed');
});

describe('a statement that still runs', () => {
  test('is told on the board, and in the walk while the cursor is elsewhere', async () => {
    const {night, runner, running} = await walking({columns: 80, rows: 24});
    await night.press('J', 'J', 'enter', 'y');
    night.seesNot('Still running');
    await night.press('g');
    await night.sees('running in step 3, x stops it: restart payments');
    await night.press('esc');
    await night.sees('Still running <1m: restart payments. r on DiskFull shows it, x stops it');
    runner.ends(running());
    await night.wait(200);
    night.seesNot('Still running');
  });

  test('and whose end nobody saw after everything was killed is told on the board at the start, by what is left of it', async () => {
    const {night, desk, runner, running} = await walking();
    await night.press('J', 'J', 'enter', 'y');
    const facts = [...night.journal.facts];
    const run = running();
    await night.end();
    runner.left.add(run);
    const again = await start({columns: 120, rows: 30, desk, facts, runs: {runner, redact: text => text}});
    await again.alert('DiskFull', {labels: {alertname: 'DiskFull', service: 'payments', severity: 'critical'}});
    runner.ends(run, {how: 'lost', reason: 'its shell was ended', left: [{pid: 19246, command: 'sleep 60'}]});
    await again.sees('Left running by a statement whose end nobody saw: sleep 60 (pid 19246). r on DiskFull shows it');
    await again.press('r');
    await again.sees('left running: sleep 60 (pid 19246) · x stops it');
    await again.press('x', 'esc');
    expect(runner.stopped).toEqual([run]);
    again.seesNot('Left running');
  });

  test('is where the walk opens after a restart, however late in its step it stands', async () => {
    const {night, desk, runner} = await walking();
    await night.press('j', 'e', 'ctrl-u');
    await night.type('restart it');
    await night.press('enter', 'y');
    const facts = [...night.journal.facts];
    await night.end();
    for (const fact of facts) if (fact.type === 'step.confirmed' && 'run' in fact) runner.left.add(String(fact.run));
    const runs = {runner, redact: (text: string) => text};
    const again = await start({columns: 120, rows: 30, desk, facts, runs});
    await again.alert('DiskFull', {labels: {alertname: 'DiskFull', service: 'payments', severity: 'critical'}});
    await again.sees('Still running');
    await again.press('r');
    await again.sees('▌ du -s <dir>');
    await again.sees('● 1 How full is it');
  });
});

describe('a statement of several lines', () => {
  function loopDesk() {
    const desk = fakeDesk();
    const [section] = desk.document.sections;
    const [step] = section?.steps ?? [];
    const [block] = step?.blocks ?? [];
    if (section === undefined || step === undefined || block?.kind !== 'statement') throw new Error('no statement');
    const blocks = [{...block, text: 'for a in 1 2\ndo echo $a\ndone'}];
    desk.document = {...desk.document, sections: [{...section, steps: [{...step, blocks}]}]};
    return desk;
  }

  test('is changed in the editor, judged again, and shown whole', async () => {
    const desk = loopDesk();
    desk.written = 'rm a\nrm b';
    const {night, runs} = await walking({desk});
    await night.press('e');
    await night.sees('│ rm a');
    await night.sees('│ rm b');
    await night.sees('destroys');
    expect(night.screen.announced).toEqual([expect.stringContaining('opens in ed')]);
    await night.type('b');
    await night.press('enter');
    expect(runs()).toEqual(['rm a\nrm b']);
  });

  test('stays as it is where the editor fails', async () => {
    const desk = loopDesk();
    desk.written = 'rm a';
    const {night} = await walking({desk});
    night.screen.handOff = async () => ({code: 1, signal: null});
    await night.press('e');
    await night.sees('ed ended with 1: nothing is changed.');
  });
});

test('what takes the terminal says first what runs', async () => {
  const {night} = await walking();
  await night.press('G', 'k', 'enter', 'enter');
  await night.wait(200);
  expect(night.screen.announced).toEqual([expect.stringContaining('top')]);
});

test('the trust question shows all that changed before it is answered', async () => {
  const desk = fakeDesk();
  desk.trusted = {state: 'changed', since: 0, diff: Array.from({length: 80}, (_, at) => `+line ${at + 1}`)};
  const {night} = await walking({desk, columns: 80, rows: 24});
  await night.press('T', 'y');
  expect(desk.trustedHashes).toEqual([]);
  await night.sees('Scroll to its end first');
  for (let page = 0; page < 10; page += 1) await night.press('pagedown');
  await night.sees('+line 80');
  await night.press('y');
  expect(desk.trustedHashes).toEqual(['h1']);
});
