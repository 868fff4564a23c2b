import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {DELIVERY_VERBS} from '../../../src/core/escalation/target.js';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {tempDir} from '../../support/real.js';

/** A target that runs these lines of shell. */
function script(lines: string, over: Readonly<Record<string, unknown>> = {}) {
  const folder = tempDir();
  const file = join(folder, 'page.sh');
  writeFileSync(file, `cd ${folder}\n${lines}\n`);
  const target = aTarget('command', {command: ['sh', file], ...over}, someTools({}));
  return {
    target,
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
    has: (name: string) => existsSync(join(folder, name)),
    folder,
  };
}

/** Whether a process is there and is not only waiting to be buried. */
function runs(pid: string): boolean {
  try {
    return !readFileSync(`/proc/${pid.trim()}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

describe('a command', () => {
  test('gets the request as JSON and in its environment, and what it prints is a remark', async () => {
    const {target, read} = script('cat > in.json; env > env.txt; echo sent by carrier pigeon');
    const result = await target.send(aRequest({verb: 'escalate', level: 2, people: ['lee', 'mo']}), firstTry());
    expect(result).toEqual({remark: 'sent by carrier pigeon'});
    expect(JSON.parse(read('in.json'))).toMatchObject({v: 1, verb: 'escalate', level: 2, message: {severity: 'P1'}});
    const lines = read('env.txt').split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'WK_VERB=escalate',
        'WK_KEY=delivery-1',
        'WK_LEVEL=2',
        'WK_PEOPLE=lee mo',
        'WK_TITLE=DiskFull on db-1',
      ]),
    );
  });

  test('can be told everything that is delivered', async () => {
    const {target, read} = script('echo "$WK_VERB $WK_STATUS" >> verbs');
    for (const verb of DELIVERY_VERBS) await target.send(aRequest({verb}), firstTry());
    expect(
      read('verbs')
        .trim()
        .split('\n')
        .map(line => line.split(' ')[0]),
    ).toEqual([...DELIVERY_VERBS]);
    expect(target.powers.find).toContain('never asked');
    expect(target.repeats).toBe('none');
    expect(script('', {idempotent: true}).target.repeats).toBe('key');
  });

  test('never has what an alert says in its arguments or its shell', async () => {
    const {target, read, has} = script('printf %s "$WK_TITLE" > title; printf %s "$*" > args');
    const title = '$(touch owned) `touch owned`; touch owned \u001b]0;x\u0007';
    await target.send(aRequest({message: aMessage({title})}), firstTry());
    expect(read('title')).toBe('$(touch owned) `touch owned`; touch owned');
    expect(read('args')).toBe('');
    expect(has('owned')).toBe(false);
  });

  test.each([
    [1, 'unreachable', false],
    [64, 'rejected', true],
    [65, 'rejected', true],
    [67, 'not-found', true],
    [75, 'overloaded', false],
    [77, 'refused', true],
    [78, 'refused', true],
  ])('that ends with exit code %i did not send it', async (code, kind, final) => {
    const {target} = script(`echo first >&2; echo 'no signal, token=abcdef123456' >&2; exit ${code}`);
    const error = await target.send(aRequest(), firstTry()).catch(reason => reason);
    expect(error).toMatchObject({kind, final, unknown: false});
    expect(error.message).toBe(`sh ended with exit code ${code}: no signal, token=[masked].`);
  });

  test('that takes too long is stopped with all that it started, and nobody knows what it did', async () => {
    const {target, read} = script('sleep 300 & echo $! > child; trap "" TERM; wait', {timeout: '300ms'});
    const error = await target.send(aRequest(), firstTry()).catch(reason => reason);
    expect(error).toMatchObject({kind: 'timeout', unknown: true, final: false});
    await expect.poll(() => runs(read('child'))).toBe(false);
  });

  test('ends when it is told to stop', async () => {
    const {target, read, has} = script('echo $$ > own; sleep 300');
    const stop = new AbortController();
    const sending = target.send(aRequest(), firstTry(stop.signal)).catch(reason => reason);
    await expect.poll(() => has('own') && read('own') !== '').toBe(true);
    stop.abort(new Error('enough'));
    expect(await sending).toEqual(new Error('enough'));
    await expect.poll(() => runs(read('own'))).toBe(false);
  });

  test('that somebody kills leaves the outcome unknown', async () => {
    const {target} = script('kill -KILL $$');
    await expect(target.send(aRequest(), firstTry())).rejects.toMatchObject({kind: 'bad-answer', unknown: true});
  });

  test('may leave something running, which is not waited for', async () => {
    const {target, read} = script('sleep 20 & echo $! > child; echo done');
    expect(await target.send(aRequest(), firstTry())).toEqual({remark: 'done'});
    process.kill(Number(read('child')));
  });

  test('need not read what it is given, and may say more than anybody reads', async () => {
    const {target} = script('yes long | head -c 3000000; exec 0<&-');
    const {remark} = await target.send(aRequest({message: aMessage({text: 'x'.repeat(100_000)})}), firstTry());
    expect(remark).toMatch(/^the text was cut to 60000 characters; long long/);
    expect(remark?.length).toBeLessThan(500);
  });

  test('that is not there is said to be that', async () => {
    const target = aTarget('command', {command: ['/nowhere/page']}, someTools({}));
    await expect(target.send(aRequest(), firstTry())).rejects.toMatchObject({kind: 'refused', final: true});
    await expect(target.check(firstTry().signal)).rejects.toMatchObject({kind: 'refused'});
  });

  test('is checked without running it', async () => {
    const {target, has} = script('touch ran');
    expect(await target.check(firstTry().signal)).toBe('The program sh is there and may be run.');
    expect(has('ran')).toBe(false);
  });

  test('is told that it is a test', async () => {
    const {target, read} = script('echo "$WK_TEST $WK_TITLE" > test');
    await target.send(aRequest({test: true}), firstTry());
    expect(read('test')).toBe('1 [TEST] DiskFull on db-1\n');
  });
});
