import {existsSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {handoffAnswer} from '../../../src/cli/wire/handoff.js';
import {handoffFormats} from '../../../src/cli/wire/handoff-formats.js';
import {fired, log, pool, WATCH} from '../../core/handoff/given.js';
import {paged, reported} from '../../core/handoff/paged.js';
import {fakeTarget} from '../../support/fake-target.js';
import {aWatch, NIGHT, recorded} from '../../support/given.js';
import {bench} from '../fake-context.js';
import {fakeHands} from '../fake-hands.js';

const ANSWER = {...handoffAnswer({facts: []}, aWatch(), {now: NIGHT}), markdown: '# Handoff\n\n- DiskFull\n'};

test('wk handoff prints the draft as Markdown, and records nothing', async () => {
  const {run, hands} = bench({context: {writeHandoff: async () => ANSWER}});
  expect(await run('handoff')).toEqual({stdout: '# Handoff\n\n- DiskFull\n', stderr: '', exitCode: 0});
  expect(hands()).toBeUndefined();
});

test('wk handoff of a log that could not all be read says so and is exit code 1', async () => {
  const {run} = bench({context: {writeHandoff: async () => ({...ANSWER, damage: 'Line 3 is damaged.'})}});
  expect(await run('handoff')).toMatchObject({stderr: 'wk: Line 3 is damaged.\n', exitCode: 1});
});

test('wk handoff has HTML, Slack and JSON, too', async () => {
  const {run} = bench({context: {writeHandoff: async () => ANSWER}});
  expect((await run('handoff', '-o', 'html')).stdout).toBe('<p># Handoff\n\n- DiskFull\n</p>\n');
  expect(JSON.parse((await run('handoff', '-o', 'slack')).stdout)).toEqual([{text: ANSWER.markdown}]);
  expect(JSON.parse((await run('handoff', '-o', 'json')).stdout)).toMatchObject({operator: 'ana', incidents: []});
});

test('wk handoff names the pages of what is ongoing in all four formats', async () => {
  const sent = {after: 15, fact: {type: 'delivery.sent', delivery: 'd1', attempts: 1}} as const;
  const told = [fired(pool, 10), paged({delivery: 'd1', after: 15, people: ['lee']}), sent];
  const facts = log([...told, reported('d1', 'acknowledged', {by: 'lee', after: 17})]);
  const watch = aWatch({alerts: [pool], facts, settings: {targets: [fakeTarget()]}});
  const answer = handoffAnswer({facts}, watch, {now: WATCH.now});
  const {run} = bench({context: {writeHandoff: async () => answer, handoffFormats: async () => handoffFormats}});
  const said = 'Paged 03:15Z lee by pager: acknowledged by lee at 03:17Z';
  expect((await run('handoff')).stdout).toContain(`- ${said}\n`);
  expect((await run('handoff', '-o', 'html')).stdout).toContain(`<li>${said}</li>`);
  expect((await run('handoff', '-o', 'slack')).stdout).toContain(said);
  expect(JSON.parse((await run('handoff', '-o', 'json')).stdout)).toMatchObject({
    ongoing: [
      {pages: [{target: 'pager', people: ['lee'], state: 'sent', answer: {status: 'acknowledged', by: 'lee'}}]},
    ],
  });
});

test('wk handoff --out writes a file for its owner alone, and records what it says and what the sources showed', async () => {
  const {run, hands, home} = bench({context: {writeHandoff: async () => ANSWER}});
  expect(await run('handoff', '--out', 'h.md')).toMatchObject({exitCode: 0, stdout: `${join(home, 'h.md')}\n`});
  expect(readFileSync(join(home, 'h.md'), 'utf8')).toBe(ANSWER.markdown);
  expect(statSync(join(home, 'h.md')).mode & 0o777).toBe(0o600);
  expect(hands()?.commands).toMatchObject([{type: 'record-handoff', format: 'markdown', observed: {ongoing: []}}]);
});

test('wk handoff --out writes what the ending of the file says, unless -o says otherwise', async () => {
  const {run, home} = bench({context: {writeHandoff: async () => ANSWER}});
  const written = async (file: string, ...argv: readonly string[]) => {
    await run('handoff', '--out', file, ...argv);
    return readFileSync(join(home, file), 'utf8');
  };
  expect(await written('page.html')).toBe(`<p>${ANSWER.markdown}</p>`);
  expect(JSON.parse(await written('page.json'))).toMatchObject({operator: 'ana'});
  expect(await written('page.txt')).toBe(ANSWER.markdown);
  expect(await written('plain.html', '-o', 'markdown')).toBe(ANSWER.markdown);
});

test('wk handoff --out into a folder that is not there writes and records nothing', async () => {
  const {run, hands, home} = bench({context: {writeHandoff: async () => ANSWER}});
  expect(await run('handoff', '--out', 'no/h.md')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('ENOENT'),
  });
  expect(existsSync(join(home, 'no'))).toBe(false);
  expect(hands()).toBeUndefined();
});

test.each([
  ['--out', 'h.md'],
  ['--bundle', 'h.wk'],
])(
  'wk handoff %s whose record finds a log of a newer version says that the file is there, and why the log does not',
  async (flag, file) => {
    const refusal = {
      code: 'not-recorded' as const,
      message: 'Not done, because it could not be recorded: a newer wk wrote it',
      hint: 'Upgrade.',
      why: 'a newer wk wrote it',
    };
    const {run, home} = bench({
      context: {
        writeHandoff: async () => ANSWER,
        writeBundle: async () => ({text: 'facts'}),
        openHands: async () => ({...fakeHands(aWatch()), dispatch: async () => ({ok: false, refusal})}),
      },
    });
    const path = join(home, file);
    expect(await run('handoff', flag, file)).toEqual({
      exitCode: 1,
      stdout: `${path}\n`,
      stderr: `wk: ${path} is written and can be handed over, but that it was written could not be recorded: a newer wk wrote it. Upgrade.\n`,
    });
    expect(existsSync(path)).toBe(true);
  },
);

const targets = [fakeTarget(), fakeTarget({name: 'room', kind: 'slack'}), fakeTarget({name: 'mail', kind: 'email'})];
const sending = {watch: aWatch({settings: {targets}}), context: {writeHandoff: async () => ANSWER}};

test('wk handoff --send sends it to every target named, records what it was made from, and says how that ended', async () => {
  const {run, hands} = bench(sending);
  expect(await run('handoff', '--send', 'room', '--send', 'mail')).toMatchObject({
    exitCode: 0,
    stdout: 'handoff to room: sent\nhandoff to mail: sent\n',
  });
  expect(hands()?.commands).toMatchObject([{type: 'send-handoff', observed: {ongoing: []}, format: 'text'}]);
  const types = hands()
    ?.state()
    .log.map(({type}) => type);
  expect(types).toEqual([
    'handoff.written',
    'delivery.requested',
    'delivery.requested',
    'delivery.sent',
    'delivery.sent',
  ]);
});

test('wk handoff --send of what does not arrive says why, and is exit code 1', async () => {
  const {run} = bench({...sending, hands: {refuses: 'channel_not_found'}});
  expect(await run('handoff', '--send', 'room')).toMatchObject({
    exitCode: 1,
    stdout: 'handoff to room: NOT SENT: channel_not_found\n',
  });
});

test('wk handoff --send to a pager, or to nobody that is known, sends nothing', async () => {
  const {run, hands} = bench(sending);
  expect(await run('handoff', '--send', 'pager')).toMatchObject({
    exitCode: 6,
    stderr: expect.stringContaining('would page somebody'),
  });
  expect(await run('handoff', '--send', 'room', '--send', 'romo')).toMatchObject({
    exitCode: 5,
    stderr: expect.stringContaining('There are pager, room, mail'),
  });
  expect(hands()?.state().log).toEqual([]);
});

test('wk handoff --send --dry-run says where it would go', async () => {
  const {run, hands} = bench(sending);
  expect(await run('handoff', '--send', 'room', '--dry-run')).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining('Would send handoff to room.'),
  });
  expect(hands()?.commands).toEqual([]);
});

test('wk handoff --trace prints each statement with its facts, by journal and number', async () => {
  const facts = recorded([{type: 'note.added', note: 'n', text: 'the wiki has the map'}]);
  const answer = handoffAnswer({facts}, aWatch(), {now: NIGHT});
  const {run, hands} = bench({context: {writeHandoff: async () => answer}});
  const name = `${facts[0]?.origin}:${facts[0]?.seq}`;
  expect((await run('handoff', '--trace')).stdout).toContain(
    `Notes: ana: the wiki has the map\n  ${name}  ${facts[0]?.at}  ana: the wiki has the map\n`,
  );
  expect(JSON.parse((await run('handoff', '--trace', '-o', 'json')).stdout)).toContainEqual({
    section: 'Notes',
    text: 'ana: the wiki has the map',
    facts: [name],
    observed: false,
  });
  expect(hands()).toBeUndefined();
});

test('wk handoff --ask puts a question to whoever comes into the handoff of the watch', async () => {
  const facts = recorded([{type: 'shift.started', shift: 's1', operator: 'ana'}]);
  const {run, hands} = bench({watch: aWatch({facts})});
  expect(await run('handoff', '--ask', 'who owns the map?')).toMatchObject({exitCode: 0});
  expect(hands()?.commands).toEqual([{type: 'ask-incoming', text: 'who owns the map?', shift: 's1'}]);
  expect(await bench().run('handoff', '--ask', 'who?')).toMatchObject({
    exitCode: 5,
    stderr: expect.stringContaining('No watch is running'),
  });
});
