import {describe, expect, test} from 'vitest';
import type {KeptSpot, SpotKeeper} from '../../../src/core/runbook/desk.js';
import type {Step} from '../../../src/core/runbook/document.js';
import {start} from '../../support/a-night.js';
import {walking} from '../../support/a-walk.js';
import {ENTRY, fakeDesk} from '../../support/fake-desk.js';

describe('r on an alert', () => {
  test('opens its runbook at the first step, with the outline beside it', async () => {
    const {night} = await walking();
    expect(night.screen.frame()).toMatchInlineSnapshot(`
      " wk   eu ● <10s   P1 1                                                                                           03:00Z
      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
       Disk filling up · disk.md · trusted 20777d ago                                                            for DiskFull
      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
       Investigation                     │  1 How full is it
      ▌  1 How full is it                │  Ask the machine how much is left.
         2 Ask who wrote so much         │
       Resolution                        │  ▌ df -h /srv
         3 Restart the writer            │
         4 Remove old files              │    du -s <dir>
         5 Watch it                      │
                                         │  look for \`98%\` = nearly full
                                         │
                                         │
                                         │
                                         │
                                         │
                                         │
                                         │
                                         │
                                         │
                                         │
                                         │
                                         │
                                         │
                                         │
                                         │
                                         │
      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
       enter run  x stop  e edit  s skip  space done  t terminal  y copy  p escalate  n note  o outline  : command  ? keys"
    `);
    expect(night.recorded()).toContain('runbook.opened');
  });

  test('offers several and opens the chosen one', async () => {
    const desk = fakeDesk();
    desk.found = [ENTRY, {...ENTRY, title: 'Disks in general', because: 'heading'}];
    const night = await start({columns: 120, rows: 30, desk});
    await night.alert('DiskFull');
    await night.press('r');
    await night.sees('runbooks for DiskFull');
    expect(night.recorded()).not.toContain('runbook.opened');
    await night.press('2');
    await night.sees('How full is it');
  });

  test('without a runbook says so, and how to open one by name', async () => {
    const desk = fakeDesk();
    desk.found = [];
    const night = await start({columns: 120, rows: 30, desk});
    await night.alert('DiskFull');
    await night.press('r');
    await night.sees('No runbook is known for DiskFull. :runbook opens one by name.');
  });

  test('tells why a file cannot be read, and stays on the board', async () => {
    const desk = fakeDesk();
    desk.failure = Object.assign(new Error('disk.md cannot be read.'), {hint: 'Look at its permissions.'});
    const night = await start({columns: 120, rows: 30, desk});
    await night.alert('DiskFull');
    await night.press('r');
    await night.sees('disk.md cannot be read. Look at its permissions.');
    expect(night.recorded()).not.toContain('runbook.opened');
  });
});

test('what to look for is said once, below the statements, and marked when it came', async () => {
  const desk = fakeDesk();
  const [section] = desk.document.sections;
  const [step] = section?.steps ?? [];
  if (section === undefined || step === undefined) throw new Error('no step');
  const text = 'Ask the machine.\n\n**Look for:**\n- `98%` = nearly full,\n  so hurry\n\nThen go on.';
  const expectations = [{text: '`98%` = nearly full, so hurry', pattern: '98%', meaning: 'nearly full, so hurry'}];
  const told = {...step, text, lines: [10, 16], blocks: [], expectations} as const;
  desk.document = {...desk.document, sections: [{...section, steps: [told]}]};
  const {night} = await walking({desk});
  await night.sees('Ask the machine.');
  await night.sees('Then go on.');
  await night.sees('look for `98%` = nearly full, so hurry');
  expect(night.screen.frame().split('so hurry')).toHaveLength(2);
});

describe('a step', () => {
  test('without a statement is ticked off with enter, and the walk goes on', async () => {
    const {night} = await walking();
    await night.press('J', 'enter');
    await night.sees('✓ 2 Ask who wrote so much');
    await night.sees('▌  3 Restart the writer');
    expect(night.recorded().at(-1)).toBe('step.finished');
  });

  test('can be skipped with a reason, which stays on it', async () => {
    const {night} = await walking();
    await night.press('s');
    await night.type('not ours');
    await night.press('enter');
    await night.sees('— 1 How full is it');
    await night.press('K');
    await night.sees('skipped by ana: not ours');
  });
});

test('a walk is where it was when the cockpit is opened again', async () => {
  const {night} = await walking();
  await night.press('J', 'enter');
  const facts = [...night.journal.facts];
  await night.end();
  const again = await start({columns: 120, rows: 30, desk: fakeDesk(), facts});
  await again.alert('DiskFull', {labels: {alertname: 'DiskFull', service: 'payments', severity: 'critical'}});
  await again.press('r');
  await again.sees('✓ 2 Ask who wrote so much');
  expect(again.recorded().filter(type => type === 'runbook.opened')).toHaveLength(1);
});

test(':runbook opens one by its name, and those that are open first', async () => {
  const {night} = await walking();
  await night.press('esc', ':');
  await night.type('runbook disk');
  await night.press('enter');
  await night.sees('How full is it');
  await night.press('esc', ':');
  await night.type('runbook');
  await night.press('enter');
  await night.sees('open runbooks');
  await night.sees('for DiskFull · by ana');
  await night.press('1');
  await night.sees('How full is it');
});

test('what a statement left running is shown on it, and x stops it', async () => {
  const {night, runner, running} = await walking();
  await night.press('enter', 'enter');
  const run = running();
  runner.ends(run, {left: [{pid: 4321, command: 'sleep 4321'}]});
  await night.sees('left running: sleep 4321 (pid 4321) · x stops it');
  await night.press('x');
  expect(runner.stopped).toEqual([run]);
  await night.sees('exit 0');
  expect(night.screen.frame()).not.toContain('left running: sleep 4321 (pid');
  expect(night.recorded()).toEqual(expect.arrayContaining(['step.stop-requested', 'step.left-seen']));
});

test('a runbook with a deadline counts down, and m copies what to tell others', async () => {
  const desk = fakeDesk();
  desk.document = {
    ...desk.document,
    escalations: [{after: 15 * 60_000, to: 'the database team', text: '', lines: [1, 1]}],
    messages: [{title: 'Communication', text: 'Tell #ops.', lines: [1, 1]}],
  };
  const {night} = await walking({desk});
  await night.sees('escalate to the database team in 15m');
  await night.press('m');
  await night.sees('Communication');
  await night.passes(16 * 60_000);
  await night.sees('runbook says: escalate to the database team, 15m are over');
  await night.sees(': escalate to the database team');
  expect(night.recorded()).toContain('runbook.escalation-due');
});

test('leaving while a statement runs asks first, and the log says what ran', async () => {
  const {night} = await walking();
  await night.press('enter', 'enter', 'l');
  await night.sees('ana runs on bastion: df -h /srv');
  await night.press('ctrl-c');
  await night.sees('1 statement still running');
});

test.each([
  [60, 15],
  [80, 24],
  [200, 50],
])('at %ix%i the step, its statement and its place in the walk are in sight', async (columns, rows) => {
  const {night} = await walking({columns, rows});
  await night.sees('How full is it');
  await night.sees('df -h /srv');
  expect(
    Math.max(
      ...night.screen
        .frame()
        .split('\n')
        .map(line => line.length),
    ),
  ).toBeLessThanOrEqual(columns);
});

test('a file that changed since it was trusted says so, and shows how before it is trusted again', async () => {
  const {night, desk} = await walking();
  desk.trusted = {state: 'changed', since: 0, diff: ['-df -h', '+df -h /srv']};
  await night.press('esc', 'r');
  await night.sees('changed since it was trusted: T shows how');
  await night.press('T');
  await night.sees('+df -h /srv');
  await night.press('y');
  await night.sees('trusted');
  expect(desk.trustedHashes).toEqual(['h1']);
});

test('a step that is skipped with no reason is asked about once more, and says that there is none', async () => {
  const {night} = await walking();
  await night.press('s', 'enter');
  await night.sees('Why? Whoever reads the log will ask.');
  expect(night.recorded()).not.toContain('step.skipped');
  await night.press('enter', 'K');
  await night.sees('skipped by ana: no reason given');
});

test('the time until somebody has to be called is seen on a narrow screen, however long their name', async () => {
  const desk = fakeDesk();
  const to = 'the on-call of the team that owns the service, or whoever stands in';
  desk.document = {...desk.document, escalations: [{after: 900_000, to, text: to, lines: [1, 1]} as never]};
  const {night} = await walking({desk, columns: 60, rows: 15});
  await night.sees('… in 15m');
  await night.sees('escalate to the on-call of the team');
});

test('a changed statement and a section to read are there again after a restart', async () => {
  const kept = new Map<string, KeptSpot>();
  const spots: SpotKeeper = {
    keep: (walk, spot) => void (spot === undefined ? kept.delete(walk) : kept.set(walk, spot)),
    find: async walk => kept.get(walk),
  };
  const {night} = await walking({desk: Object.assign(fakeDesk(), {spots})});
  await night.press('e');
  await night.type(' /home');
  await night.press('enter');
  await night.sees('looks read-only');
  await night.press('esc', 'j');
  const facts = [...night.journal.facts];
  await night.end();
  expect([...kept.values()]).toMatchObject([{item: 'du', edits: {df: 'df -h /srv /home'}}]);
  const again = await start({columns: 120, rows: 30, desk: Object.assign(fakeDesk(), {spots}), facts});
  await again.alert('DiskFull', {labels: {alertname: 'DiskFull', service: 'payments', severity: 'critical'}});
  await again.press('r');
  await again.sees('df -h /srv /home');
  await again.sees('▌ du -s <dir>');
});

test('a walk whose file changed while no cockpit was open goes on at the same step, and not at step 1', async () => {
  const kept = new Map<string, KeptSpot>();
  const spots: SpotKeeper = {
    keep: (walk, spot) => void (spot && kept.set(walk, spot)),
    find: async walk => kept.get(walk),
  };
  const {night, desk} = await walking({desk: Object.assign(fakeDesk(), {spots})});
  await night.press('J', 's');
  await night.type('known');
  await night.press('enter');
  await night.sees('▌ restart <service>');
  await night.press('J');
  await night.sees('▌ rm -rf /srv/old');
  const facts = [...night.journal.facts];
  await night.end();
  const renamed = (step: Step): Step => ({
    ...step,
    id: `new ${step.id}`,
    blocks: step.blocks.map(block => (block.kind === 'statement' ? {...block, id: `new ${block.id}`} : block)),
  });
  const sections = desk.document.sections.map(section => ({...section, steps: section.steps.map(renamed)}));
  const changed = Object.assign(fakeDesk(), {spots, document: {...desk.document, sections}});
  const again = await start({columns: 120, rows: 30, desk: changed, facts});
  await again.alert('DiskFull', {labels: {alertname: 'DiskFull', service: 'payments', severity: 'critical'}});
  await again.press('r');
  await again.sees('▌ rm -rf /srv/old');
});

test('a change that was not kept over a restart is told on its statement', async () => {
  const spots: SpotKeeper = {
    keep: () => undefined,
    find: async () => ({item: 'df', edits: {}, lost: ['df']}),
  };
  const {night} = await walking({desk: Object.assign(fakeDesk(), {spots})});
  await night.sees('The change was not kept');
});

test('the cursor stays where it was when the file has changed on the disk, and does not go back to step 1', async () => {
  const {night, desk} = await walking();
  await night.press('J', 'J');
  await night.sees('▌ restart <service>');
  const [look, mend] = desk.document.sections;
  const [restart, ...others] = mend?.steps ?? [];
  const [block] = restart?.blocks ?? [];
  if (look === undefined || mend === undefined || restart === undefined || block?.kind !== 'statement')
    throw new Error();
  const changed = (id: string, text: string) => {
    const steps = [{...restart, id: `${id} step`, blocks: [{...block, id, text}]}, ...others];
    desk.document = {
      ...desk.document,
      sections: [
        {...look, steps: [...look.steps, ...look.steps.map(copied)]},
        {...mend, steps},
      ],
    };
  };
  changed('same', 'restart <service>');
  await night.press('enter');
  await night.sees('The runbook has just changed: read it again first.');
  await night.sees('▌ restart <service>');
  changed('other', 'restart --now <service>');
  await night.press('enter');
  await night.sees('▌ restart --now <service>');
});

/** Another step with other statements. */
function copied(step: Step): Step {
  const blocks = step.blocks.map(block =>
    block.kind === 'statement' ? {...block, id: `new ${block.id}`, text: 'w'} : block,
  );
  return {...step, id: `new ${step.id}`, title: `new ${step.title}`, text: `new ${step.text}`, blocks};
}
