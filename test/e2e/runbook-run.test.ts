import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {pidsOf} from '../support/processes.js';
import {tempDir} from '../support/real.js';
import {openDesk} from './support/desk.js';
import {factsIn, gapsIn} from './support/journal.js';

const RUNBOOK = `# Runbook: Shop front stale

## Investigation

\`\`\`bash
SEEN=here
\`\`\`

\`\`\`bash
echo "seen $SEEN"
\`\`\`

\`\`\`bash
sleep 2345 | cat
\`\`\`

\`\`\`bash
rm -rf ./nothing-like-it
\`\`\`
`;

async function account(runbook = RUNBOOK, root = tempDir()) {
  mkdirSync(path.join(root, 'books'));
  const file = path.join(root, 'books/site.md');
  writeFileSync(file, runbook);
  return {file, desk: await openDesk(`runbooks: {roots: ["${path.join(root, 'books')}"]}\n`)};
}

const asking = (editor: string) => `# Runbook: Shop front asks

\`\`\`bash
read -t 0 LINE || ${editor} notes
\`\`\`

\`\`\`bash
read -p "name? " NAME && echo "called <$NAME>"
\`\`\`

\`\`\`bash
sh -c 'echo begun; exec sleep 3456' && read LINE
\`\`\`
`;

/** Dies while it draws, and then its terminal is as it was for drawing. */
const KILLED_EDITOR = `#!/bin/bash
stty raw -echo
kill -9 $$
`;

describe('wk runbook run', () => {
  test('runs confirmed statements one by one in one shell, and none that destroys', {timeout: 120_000}, async () => {
    const {file, desk} = await account();
    const step = async (number: string) => {
      const argv = ['runbook', 'run', file, '--step', number];
      const shown = await desk.wk(argv);
      return {shown, ran: await desk.wk([...argv, '--confirm', shown.stdout.trim() || 'none'])};
    };
    const first = await step('1');
    expect(first.shown.code).toBe(6);
    expect(first.ran).toMatchObject({code: 0});
    expect((await step('2')).ran).toMatchObject({code: 0, stdout: 'seen here\n'});
    expect((await step('4')).ran).toMatchObject({code: 6, stdout: ''});
    const facts = factsIn(desk.state);
    expect(gapsIn(facts)).toEqual([]);
    expect(facts.flatMap(fact => (isFact(fact, 'step.finished') ? [fact.code] : []))).toEqual([0, 0]);
    expect(facts.filter(fact => isFact(fact, 'runbook.opened'))).toHaveLength(1);
  });

  test('walks on a terminal, where ctrl-c stops the whole statement', {timeout: 120_000}, async () => {
    const {file, desk} = await account();
    const terminal = desk.cockpit({argv: ['runbook', 'run', file], cols: 120, rows: 50});
    const prompt = async (nth: number, key: string) => {
      await terminal.waitFor(screen => screen.split('q leave >').length > nth, 30_000);
      terminal.type(key);
    };
    await prompt(1, '\r');
    await prompt(2, '\r');
    await terminal.waitFor('seen here', 20_000);
    await prompt(3, 'y\r');
    await expect.poll(() => pidsOf('sleep 2345'), {timeout: 20_000}).toHaveLength(1);
    terminal.type('\u0003');
    await terminal.waitFor(/stopped, (exit|ended by)/, 20_000);
    expect(pidsOf('sleep 2345')).toEqual([]);
    await prompt(4, 'q\r');
    expect((await terminal.exit).exitCode).toBe(0);
    expect(gapsIn(factsIn(desk.state))).toEqual([]);
  });

  test('hands over a terminal that takes enter and ctrl-c, also after a statement that was killed in raw mode', {
    timeout: 120_000,
  }, async () => {
    const root = tempDir();
    const editor = path.join(root, 'vim');
    writeFileSync(editor, KILLED_EDITOR, {mode: 0o755});
    const {file, desk} = await account(asking(editor), root);
    const terminal = desk.cockpit({argv: ['runbook', 'run', file], cols: 120, rows: 50});
    const prompt = async (nth: number, key: string) => {
      await terminal.waitFor(screen => screen.split('q leave >').length > nth, 30_000);
      terminal.type(key);
    };
    await prompt(1, 'y\r');
    await prompt(2, 'y\r');
    await terminal.waitFor(/^name\? /m);
    terminal.type('ana\r');
    await terminal.waitFor('called <ana>');
    await prompt(3, 'y\r');
    await terminal.waitFor(/^begun/m);
    terminal.type('\u0003');
    await terminal.waitFor(/ended by SIGINT|exit 130/);
    await terminal.waitFor('enter leaves it open');
    terminal.type('\r');
    expect((await terminal.exit).exitCode).toBe(0);
  });

  test('goes through the process that holds the journal, which runs it', {timeout: 120_000}, async () => {
    const {file, desk} = await account();
    const holder = desk.cockpit({argv: ['runbook', 'run', file], cols: 120, rows: 50});
    await holder.waitFor('q leave >', 30_000);
    for (const [number, stdout] of [
      ['1', ''],
      ['2', 'seen here\n'],
    ] as const) {
      const argv = ['runbook', 'run', file, '--step', number];
      const shown = await desk.wk(argv);
      expect(await desk.wk([...argv, '--confirm', shown.stdout.trim()])).toMatchObject({code: 0, stdout});
    }
    holder.type('q\r');
    expect((await holder.exit).exitCode).toBe(0);
    expect(gapsIn(factsIn(desk.state))).toEqual([]);
  });
});
