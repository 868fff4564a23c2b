import {writeFile} from 'node:fs/promises';
import {describe, expect, test} from 'vitest';
import {journalChecks} from '../../../src/cli/doctor/journal-checks.js';
import {handoffAnswer, handoffText} from '../../../src/cli/wire/handoff.js';
import {handoffFormats} from '../../../src/cli/wire/handoff-formats.js';
import {readLog, readState} from '../../../src/cli/wire/reading.js';
import {loadConfig} from '../../../src/config/load-config.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {encodeFact, encodeHeader} from '../../../src/journal/codec.js';
import {temporaryFolder} from '../../journal/support/folders.js';
import {journalIn, notes, ORIGIN, segmentFile} from '../../journal/support/journals.js';
import {bench} from '../fake-context.js';

/** A journal of these bytes. */
async function journalOf(lines: (facts: readonly Buffer[]) => readonly Buffer[], format = 1) {
  const state = await temporaryFolder();
  const journal = await journalIn(state);
  await journal.append(notes(1, 4));
  await journal.close();
  const at = new Date().toISOString();
  const header = encodeHeader({format, origin: ORIGIN, segment: 1, first: 1, at});
  await writeFile(segmentFile(state, 1), Buffer.concat([header, ...lines(notes(1, 4).map(encodeFact))]));
  return loadConfig({flags: {state, operator: 'ana'}, env: {}, cwd: state, home: state, reader: 'text'});
}

const damaged = () => journalOf(([one, ...rest]) => [one ?? Buffer.of(), Buffer.from('rubbish\n'), ...rest]);

async function seen(config: Awaited<ReturnType<typeof journalOf>>) {
  const {facts, damage = ''} = await readLog(config);
  const markdown = handoffText({facts, damage}, await readState(config), Date.now());
  const {context} = bench({context: {readLog}});
  const content = (await journalChecks(config, context)).at(-1);
  return {texts: facts.map(fact => (fact as {readonly text?: string}).text), damage, markdown, content};
}

describe('a journal that cannot all be read', () => {
  test('a newer layout is no empty and healthy journal', async () => {
    const {texts, damage, markdown, content} = await seen(await journalOf(facts => facts, 7));
    expect(texts).toEqual([]);
    expect(damage).toMatch(/written by a newer wk.*Update this wk/);
    expect(markdown.split('\n')[2]).toMatch(/^\*\*Incomplete\.\*\* .*newer wk/);
    expect(markdown).not.toContain('everything was recorded');
    expect(content).toMatchObject({about: 'journal', status: 'fail', text: expect.stringContaining('newer wk')});
  });

  test('a newer layout is said where an incident, a watch or a replay is looked for in it', async () => {
    const config = await journalOf(facts => facts, 7);
    const {run} = bench({
      context: {
        loadConfig: async () => config,
        readLog,
        readState,
        writeHandoff: async (_, state, ask) => handoffAnswer(await readLog(config), state, ask),
      },
    });
    const {damage = ''} = await readLog(config);
    expect((await readState(config)).damage).toBe(damage);
    for (const line of [
      ['review', 'aaaa'],
      ['handoff', '--shift', 'abcd'],
      ['replay', '--plain'],
    ]) {
      const {stderr} = await run(...line);
      expect([line, stderr.includes(damage), stderr.includes('None was declared')]).toEqual([line, true, false]);
    }
  });

  test('a damaged line in the middle leaves the facts before and after it', async () => {
    const {texts, damage, markdown, content} = await seen(await damaged());
    expect(texts).toEqual(['note 1', 'note 2', 'note 3', 'note 4']);
    expect(damage).toMatch(/line 3 of .* is damaged.*Nothing was changed/);
    expect(markdown).toContain('**Incomplete.**');
    expect(markdown).toContain('note 4');
    expect(content).toMatchObject({status: 'fail', text: expect.stringContaining('4 facts can be read')});
  });

  test('a fact of a newer version, and one in no known shape, are kept and told', async () => {
    const [one, two] = notes(5, 6) as unknown as readonly [Fact, Fact];
    const later = encodeFact({...one, v: 9} as Fact);
    const {text: _none, ...rest} = two as Fact & {readonly text: string};
    const config = await journalOf(facts => [...facts, later, encodeFact(rest as Fact)]);
    const {texts, damage, content} = await seen(config);
    expect(texts).toEqual(['note 1', 'note 2', 'note 3', 'note 4', 'note 5', undefined]);
    expect(damage).toContain('note.added in version 9, written by a newer wk');
    expect(damage).toContain('note.added in a shape that this version cannot read');
    expect(content).toMatchObject({status: 'fail'});
  });
});

test('the handoff of a journal from a newer version names in all four formats what it cannot tell of', async () => {
  const [five, six, seven] = notes(5, 7) as unknown as readonly [Fact, Fact, Fact];
  const body = {of: 'ack.requested', shape: 9, body: {ack: 'a1'}};
  const config = await journalOf(facts => [
    ...facts,
    encodeFact({...five, type: 'robot.started'} as Fact),
    encodeFact({...six, type: 'robot.started'} as Fact),
    encodeFact({...seven, type: 'fact.unread', ...body} as Fact),
  ]);
  const log = await readLog(config);
  expect(log.damage).toBeUndefined();
  const answer = handoffAnswer(log, await readState(config), {now: Date.now()});
  const {run} = bench({context: {writeHandoff: async () => answer, handoffFormats: async () => handoffFormats}});
  const said = 'A newer version wrote 3 facts that this one cannot read: 2 of robot.started, 1 of ack.requested.';
  const bare = (text: string) => text.replace(/`|<\/?code>/g, '');
  expect(bare((await run('handoff')).stdout).split('\n')[2]).toContain(`**Not all is told.** ${said}`);
  expect(bare((await run('handoff', '-o', 'html')).stdout)).toContain(`<strong>Not all is told.</strong> ${said}`);
  expect(bare((await run('handoff', '-o', 'slack')).stdout)).toContain(`*Not all is told.* ${said}`);
  expect(JSON.parse((await run('handoff', '-o', 'json')).stdout).untold).toEqual([
    {type: 'robot.started', count: 2},
    {type: 'ack.requested', count: 1},
  ]);
  expect(answer.markdown).not.toContain('everything was recorded');
  const traced = answer.trace().find(({text}) => text.includes('Not all is told'));
  expect(traced?.facts.map(({seq}) => seq)).toEqual([5, 6, 7]);
});
