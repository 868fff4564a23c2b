import {describe, expect, test} from 'vitest';
import {walking} from '../../support/a-walk.js';
import {fakeDesk} from '../../support/fake-desk.js';

const SIZES = [
  [60, 15],
  [80, 24],
  [120, 40],
] as const;

/** A walk whose first statement is this one. */
async function walkWith(text: string, [columns, rows]: readonly [number, number] = [60, 15]) {
  const desk = fakeDesk();
  const [section, ...others] = desk.document.sections;
  const [step, ...steps] = section?.steps ?? [];
  const [block] = step?.blocks ?? [];
  if (section === undefined || step === undefined || block?.kind !== 'statement') throw new Error('no statement');
  const first = {...step, blocks: [{...block, text}], expectations: []};
  desk.document = {...desk.document, sections: [{...section, steps: [first, ...steps]}, ...others]};
  desk.where = {...desk.where, kubeContext: 'prod-eu', dockerContext: 'ssh://eu-1', cloudProfile: 'aws prod'};
  return walking({desk, columns, rows});
}

const LOOP = `for node in $(seq 1 60); do\n${Array.from({length: 60}, (_, at) => `  ping -c 1 node-${at + 1}`).join('\n')}\ndone`;

describe('a statement longer than the screen', () => {
  test.each(SIZES)(
    'at %ix%i keeps its level, its place and its keys in sight, and says how much is seen',
    async (...size) => {
      const {night} = await walkWith(LOOP, size);
      await night.press('enter');
      await night.sees('looks read-only');
      await night.sees('ana@bastion:/home/ana');
      await night.sees('kube context prod-eu');
      await night.sees('docker context ssh://eu-1');
      await night.sees('cloud profile aws prod');
      await night.sees('enter run, at its end');
      await night.sees('of 62');
    },
  );

  test('does not run before its end has been shown, and then runs whole', async () => {
    const {night, runs} = await walkWith(LOOP);
    await night.press('enter', 'enter');
    await night.sees('Scroll to its end first');
    expect(runs()).toEqual([]);
    for (let page = 0; page < 20; page += 1) await night.press('pagedown');
    await night.sees('done');
    await night.press('enter');
    expect(runs()).toEqual([LOOP]);
  });

  test('is passed by no more than what is seen: every line of it was on the screen', async () => {
    const {night} = await walkWith(LOOP);
    await night.press('enter');
    const seen = new Set<string>();
    for (let page = 0; page < 25; page += 1) {
      for (const line of night.screen.frame().matchAll(/ping -c 1 node-\d+(?= )/g)) seen.add(line[0]);
      await night.press('ctrl-d');
    }
    expect(seen.size).toBe(60);
  });

  test('is not answered by keys that came before its end was on the screen', async () => {
    const {night, runs} = await walkWith(LOOP);
    await night.press('enter');
    for (let page = 0; page < 20 && !night.screen.frame().includes('-61 of 62'); page += 1) await night.press('j');
    await night.pressTogether(...Array.from({length: 60}, () => 'j'), 'enter');
    expect(runs()).toEqual([]);
  });

  test('and that destroys keeps what has to be typed in sight, and wants its end shown', async () => {
    const {night, runs} = await walkWith(`rm -rf ${'/srv/a '.repeat(150)}/srv/z`);
    await night.press('enter');
    await night.sees('type /srv/z, because it destroys something');
    await night.type('/srv/z');
    await night.press('enter');
    await night.sees('Scroll to its end first');
    for (let page = 0; page < 20; page += 1) await night.press('down', 'pagedown');
    await night.press('enter');
    expect(runs()).toHaveLength(1);
  });
});

test('the question shows secrets as they would run: only the log masks them', async () => {
  const desk = fakeDesk();
  desk.redact = text => text.replace(/Bearer \S+/, 'Bearer [masked]');
  const {night, runs} = await walking({desk});
  await night.press('e', 'ctrl-u');
  await night.type('curl -H "Authorization: Bearer $(touch /tmp/x)" localhost');
  await night.press('enter');
  await night.sees('Bearer $(touch /tmp/x)" localhost');
  await night.press('enter');
  expect(runs()).toEqual(['curl -H "Authorization: Bearer $(touch /tmp/x)" localhost']);
  const fact = night.journal.facts.find(one => one.type === 'step.confirmed');
  expect(fact).toMatchObject({text: 'curl -H "Authorization: Bearer [masked] /tmp/x)" localhost'});
});

test('the question and the step keep the indentation of a here-document', async () => {
  const text = 'cat <<EOF\nspec:\n  replicas: 3\n    deep: yes\nEOF';
  const {night} = await walkWith(text, [80, 24]);
  await night.sees('     replicas: 3');
  await night.sees('       deep: yes');
  await night.press('enter');
  await night.sees('│   replicas: 3');
  await night.sees('│     deep: yes');
});

test('a line that goes on says so, and loses nothing', async () => {
  const {night} = await walkWith(`echo ${'word '.repeat(30)}end`);
  await night.press('enter');
  await night.sees('│ ↪ word');
});

test('the key line names the key that works, once', async () => {
  const {night} = await walking();
  await night.press('J', 'J', 'enter');
  await night.sees('y run  e edit');
  night.seesNot('enter run');
});

describe('a statement whose place takes long to find out', () => {
  /** Places are told one after the other, when the test says so. */
  async function slowly() {
    const desk = fakeDesk();
    const waiting: (() => void)[] = [];
    desk.place = () => new Promise(resolve => waiting.push(() => resolve(desk.where)));
    const {night, runs} = await walking({desk});
    const tell = async (index: number) => {
      waiting[index]?.();
      await night.press('ctrl-l');
    };
    return {night, runs, tell, desk};
  }

  test('is not asked about when the operator has gone on to another one: no question takes the place of another', async () => {
    const {night, runs, tell} = await slowly();
    await night.press('enter', 'J', 'J', 'enter');
    await tell(0);
    await night.seesNot('looks read-only');
    await tell(1);
    await night.sees('y run');
    await tell(0);
    await night.sees('y run');
    expect(runs()).toEqual([]);
  });

  test('is asked about once, however often enter was pressed', async () => {
    const {night, tell} = await slowly();
    await night.press('enter', 'enter');
    await tell(0);
    await night.seesNot('looks read-only');
    await tell(1);
    await night.sees('looks read-only');
  });

  test('is not asked about when the operator has left it', async () => {
    const {night, tell} = await slowly();
    await night.press('enter', 'j');
    await tell(0);
    await night.seesNot('looks read-only');
    await night.seesNot('has just changed');
  });

  test('says that it is still being looked for', async () => {
    const {night, tell} = await slowly();
    await night.press('enter');
    await night.wait(1_000);
    await night.sees('Looking where this would run');
    await tell(0);
    await night.sees('looks read-only');
  });
});

test('a statement that the file no longer has is not asked about: what it says now is shown', async () => {
  const {night, desk, runs} = await walking();
  await night.press('j', 'k');
  desk.document = JSON.parse(JSON.stringify(desk.document).replaceAll('df -h /srv', 'rm -rf /srv'));
  await night.press('enter');
  await night.sees('has just changed');
  await night.sees('rm -rf /srv');
  expect(runs()).toEqual([]);
  await night.press('enter');
  await night.sees('type /srv');
});
