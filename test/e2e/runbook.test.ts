import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect, onTestFinished, test} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {pidsOf} from '../support/processes.js';
import {describeReal, postAlerts, startAlertmanager, tempDir} from '../support/real.js';
import {leave, openDesk} from './support/desk.js';
import {factsIn, gapsIn} from './support/journal.js';
import {freshAlert} from './support/posts.js';

const RUNBOOK = `# Runbook: Shop front stale

**Alert Name:** ShopFrontStale

## Investigation

\`\`\`bash
# What is it called?
SEEN=<alertname>
echo "looking at $SEEN"
\`\`\`

\`\`\`bash
echo "seen: $SEEN" | grep nothing-like-it
\`\`\`

\`\`\`bash
sleep 1234 | cat
\`\`\`

\`\`\`bash
seq 1 200000
\`\`\`

## Resolution

\`\`\`bash
mkdir -p <service>-cleared
\`\`\`

\`\`\`bash
touch begun && sleep 4321
\`\`\`
`;

async function walking() {
  const server = await startAlertmanager();
  onTestFinished(() => server.stop());
  const alert = freshAlert('ShopFrontStale');
  await postAlerts(server.url, [{...alert, labels: {...alert.labels, service: 'site'}}]);
  const root = tempDir();
  mkdirSync(path.join(root, 'books'));
  writeFileSync(path.join(root, 'books/site.md'), RUNBOOK);
  const desk = await openDesk(
    `alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\nrunbooks: {roots: ["${path.join(root, 'books')}"]}\n`,
  );
  const open = async () => {
    const cockpit = desk.cockpit({cols: 120, rows: 40});
    await cockpit.waitFor(/▌P1.*ShopFrontStale/, 30_000);
    cockpit.type('r');
    await cockpit.waitFor('for ShopFrontStale', 30_000);
    return cockpit;
  };
  return {desk, open};
}

type Cockpit = Awaited<ReturnType<Awaited<ReturnType<typeof walking>>['open']>>;

/** An enter that comes before anybody can have read the question is no answer to it, ms. */
const READING = 300;

/** Asks about the statement under the cursor and runs it. */
async function run(cockpit: Cockpit, shown: string, key = '\r'): Promise<void> {
  cockpit.type('\r');
  await cockpit.waitFor(screen => screen.includes('┌─ run on') && screen.includes(shown), 20_000);
  if (key === '\r') await sleep(READING);
  cockpit.type(key);
  await cockpit.waitFor(screen => !screen.includes('┌─ run on'), 20_000);
}

describeReal('a runbook in the cockpit on a real Alertmanager', ['prometheus-alertmanager'], () => {
  test('is walked: filled, run in one shell, a grep that finds nothing told as it is, and all of it recorded', {
    timeout: 120_000,
  }, async () => {
    const {desk, open} = await walking();
    const cockpit = await open();
    await run(cockpit, 'SEEN=ShopFrontStale', 'y');
    await cockpit.waitFor('exit 0', 20_000);
    cockpit.type('j');
    await run(cockpit, 'echo "looking at $SEEN"');
    await cockpit.waitFor(/looking at ShopFrontStale[\s\S]*exit 0/, 20_000);
    cockpit.type('j');
    await run(cockpit, 'grep nothing-like-it');
    await cockpit.waitFor('exit 1', 20_000);
    cockpit.type('q');
    await cockpit.waitFor('needs you 1');
    expect(await leave(cockpit)).toBe(0);
    const facts = factsIn(desk.state);
    expect(gapsIn(facts)).toEqual([]);
    expect(facts.flatMap(fact => (isFact(fact, 'step.finished') ? [fact.code] : []))).toEqual([0, 0, 1]);
    const confirmed = facts.find(fact => isFact(fact, 'step.confirmed'));
    expect(confirmed).toMatchObject({
      by: 'ana',
      values: [{placeholder: '<alertname>', value: 'ShopFrontStale', source: 'label alertname'}],
    });
  });

  test('stops a pipeline with everything in it, and shows the end of a long output', {timeout: 120_000}, async () => {
    const {open} = await walking();
    const cockpit = await open();
    for (const _ of [1, 2, 3]) cockpit.type('j');
    await run(cockpit, 'sleep 1234 | cat', 'y');
    await cockpit.waitFor(/running \d/, 20_000);
    await expect.poll(() => pidsOf('sleep 1234'), {timeout: 20_000}).toHaveLength(1);
    cockpit.type('x');
    await cockpit.waitFor(/ended by SIG|stopped/, 20_000);
    expect(pidsOf('sleep 1234')).toEqual([]);
    cockpit.type('j');
    await run(cockpit, 'seq 1 200000');
    await cockpit.waitFor(/199999[\s\S]*200000[\s\S]*exit 0/, 30_000);
    await leave(cockpit);
  });

  test('left in the middle of a change by kill -9 goes on, is found again, and can be stopped', {
    timeout: 120_000,
  }, async () => {
    const {desk, open} = await walking();
    const cockpit = await open();
    cockpit.type('G');
    await cockpit.waitFor('▌ touch begun', 20_000);
    await run(cockpit, 'touch begun', 'y');
    await expect.poll(() => pidsOf('sleep 4321'), {timeout: 20_000}).toHaveLength(1);
    cockpit.kill('SIGKILL');
    await cockpit.exit;
    expect(pidsOf('sleep 4321')).toHaveLength(1);
    const again = await open();
    await again.waitFor(/● \d+ touch begun/, 20_000);
    again.type('x');
    await again.waitFor(/ended by SIG|stopped/, 20_000);
    expect(pidsOf('sleep 4321')).toEqual([]);
    expect(await leave(again)).toBe(0);
    const facts = factsIn(desk.state);
    expect(facts.map(fact => fact.type).filter(type => type.startsWith('step.'))).toEqual([
      'step.confirmed',
      'step.started',
      'step.stop-requested',
      'step.finished',
    ]);
    expect(facts.filter(fact => isFact(fact, 'runbook.opened'))).toHaveLength(1);
  });
});
