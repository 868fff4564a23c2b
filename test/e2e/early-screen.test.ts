import {readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {describeReal, postAlerts, startAlertmanager, tempDir} from '../support/real.js';
import {lengthy, some} from '../support/soak.js';
import {type Desk, leave, openDesk} from './support/desk.js';
import {factsIn} from './support/journal.js';
import {freshAlert} from './support/posts.js';

const AS_OF = /as of \d{4}-\d\d-\d\d \d\d:\d\d/;

/** An account whose last cockpit has left a picture with two rows. */
async function leftBehind(more = '') {
  const server = await startAlertmanager();
  await postAlerts(server.url, [freshAlert('SiteDown'), freshAlert('OtherDown')]);
  const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s${more}}]\n`);
  const cockpit = desk.cockpit();
  await cockpit.waitFor(/eu ●[\s\S]*▌P1[\s\S]*P1/, 30_000);
  await expect.poll(() => factsIn(desk.state).filter(({type}) => type === 'alert.fired').length).toBe(2);
  await cockpit.untilQuiet(300);
  expect(await leave(cockpit)).toBe(0);
  return {server, desk};
}

/** A process that holds the journal and does not answer: whoever starts now stays with the picture for a while. */
async function held(desk: Desk) {
  const holder = desk.cockpit();
  await holder.waitFor(/eu ●[\s\S]*▌P1/, 30_000);
  holder.kill('SIGSTOP');
  return holder;
}

describeReal('before the journal is open', ['prometheus-alertmanager'], () => {
  test('the last picture is shown and says of when it is; then comes what is', {timeout: 60_000}, async () => {
    const {desk, server} = await leftBehind();
    expect(statSync(path.join(desk.state, 'last-picture.json')).mode & 0o777).toBe(0o600);
    const holder = await held(desk);
    const cockpit = desk.cockpit();
    const [first = ''] = await cockpit.waitFor(/as of [\s\S]*▌P1.*Down/);
    expect(first).toMatch(AS_OF);
    expect(first).not.toContain('●');
    holder.kill('SIGCONT');
    await cockpit.waitFor(screen => screen.includes('attached') && !AS_OF.test(screen), 20_000);
    await leave(cockpit);
    await leave(holder);
    await server.stop();
  });

  test('keys wait for the journal and then mean the row that was seen', {timeout: 60_000}, async () => {
    const {desk, server} = await leftBehind();
    const holder = await held(desk);
    const cockpit = desk.cockpit();
    const rows = await cockpit.waitFor(/as of [\s\S]*▌P1.*Down/);
    const name = /▌P1.*?(\w+Down)/.exec(rows.join('\n'))?.[1] ?? '';
    cockpit.type('nseen\r');
    holder.kill('SIGCONT');
    await expect
      .poll(() => JSON.stringify(factsIn(desk.state).filter(({type}) => type === 'note.added')), {timeout: 20_000})
      .toContain('seen');
    await cockpit.waitFor(name);
    await leave(cockpit);
    await leave(holder);
    await server.stop();
  });

  test('a holder that does not answer is told of on the terminal as it was', {timeout: 60_000}, async () => {
    const {desk, server} = await leftBehind();
    const holder = await held(desk);
    const cockpit = desk.cockpit();
    await cockpit.waitFor(AS_OF);
    expect(cockpit.kind()).toBe('alternate');
    expect(await cockpit.exit).toMatchObject({exitCode: 6});
    expect(cockpit.kind()).toBe('normal');
    expect(cockpit.screen().join('\n')).toContain(`pid ${holder.pid}`);
    expect(cockpit.screen().join('\n')).not.toMatch(AS_OF);
    holder.kill('SIGCONT');
    await leave(holder);
    await server.stop();
  });

  test.each(
    some(
      [
        ['ctrl-c', (cockpit: ReturnType<Desk['cockpit']>) => cockpit.type('\u0003'), 130],
        ['SIGTERM', (cockpit: ReturnType<Desk['cockpit']>) => cockpit.kill('SIGTERM'), 143],
        ['SIGHUP', (cockpit: ReturnType<Desk['cockpit']>) => cockpit.kill('SIGHUP'), 129],
      ],
      1,
    ),
  )('%s leaves at once and gives the terminal back', {timeout: 60_000}, async (_, end, exitCode) => {
    const {desk, server} = await leftBehind();
    const holder = await held(desk);
    const cockpit = desk.cockpit();
    await cockpit.waitFor(AS_OF);
    end(cockpit);
    expect(await cockpit.exit).toMatchObject({exitCode});
    expect(cockpit.kind()).toBe('normal');
    expect(cockpit.bytes().toString()).toContain('\u001b[?1049l');
    holder.kill('SIGCONT');
    await leave(holder);
    await server.stop();
  });

  lengthy('a size that changes leaves no row in sight that a key could mean', {timeout: 60_000}, async () => {
    const {desk, server} = await leftBehind();
    const holder = await held(desk);
    const cockpit = desk.cockpit();
    await cockpit.waitFor(/as of [\s\S]*▌P1.*Down/);
    cockpit.resize(70, 20);
    await cockpit.waitFor(screen => AS_OF.test(screen) && !screen.includes('Down'));
    cockpit.type('f');
    holder.kill('SIGCONT');
    await cockpit.waitFor('1 key pressed before the log was open did nothing', 20_000);
    expect(factsIn(desk.state).filter(({type}) => type === 'alert.judged')).toEqual([]);
    await leave(cockpit);
    await leave(holder);
    await server.stop();
  });

  lengthy('a secret that is missing is told of after the picture', {timeout: 60_000}, async () => {
    const secret = path.join(tempDir(), 'token');
    writeFileSync(secret, 'x\n', {mode: 0o600});
    const {desk, server} = await leftBehind(`, auth: {bearer: {file: ${secret}}}`);
    rmSync(secret);
    const cockpit = desk.cockpit();
    expect(await cockpit.exit).toMatchObject({exitCode: 2});
    expect(cockpit.bytes().toString()).toMatch(AS_OF);
    expect(cockpit.kind()).toBe('normal');
    expect(cockpit.screen().join('\n')).toContain(secret);
    await server.stop();
  });

  lengthy('what somebody wrote into the picture is text', {timeout: 60_000}, async () => {
    const {desk, server} = await leftBehind();
    const file = path.join(desk.state, 'last-picture.json');
    const held = JSON.parse(readFileSync(file, 'utf8'));
    held.lines[4] = 'EVIL \u001b]0;owned\u0007\u001b[2J\u001b[5n\u001b]52;c;eA==\u0007\u009b6n \u202etxet';
    writeFileSync(file, JSON.stringify(held));
    const cockpit = desk.cockpit();
    await cockpit.waitFor(/eu ●/, 20_000);
    const bytes = cockpit.bytes().toString();
    expect(bytes).toContain('EVIL');
    for (const hidden of ['\u001b]0', '\u001b[5n', '\u001b]52', '\u009b', '\u202e'])
      expect(bytes).not.toContain(hidden);
    await leave(cockpit);
    await server.stop();
  });

  lengthy('a read-only cockpit and a first start have no picture of another', {timeout: 60_000}, async () => {
    const {desk, server} = await leftBehind();
    const cockpit = desk.cockpit({argv: ['--read-only']});
    await cockpit.waitFor(/eu ●/, 20_000);
    expect(cockpit.bytes().toString()).not.toMatch(AS_OF);
    await leave(cockpit);
    await server.stop();
  });
});
