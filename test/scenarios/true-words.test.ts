import {describe, expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {NIGHT} from '../support/given.js';

const MINUTE = 60_000;

describe('under a filter', () => {
  test('a row that was acked and so left the filter is not said to have resolved', async () => {
    const night = await start({columns: 120, rows: 30});
    for (const name of ['Z1', 'Z2', 'Z3', 'Z4']) await night.alert(name);
    await night.press('/');
    await night.type('@state=active');
    await night.press('enter', 'G');
    await night.sees('▌P1 ▲ ack in 3m      Z4');
    await night.press('a');
    await night.sees('Z4 now on it');
    for (let second = 0; second < 4; second += 1) await night.wait(1000);
    await night.passes(1000);
    await night.sees('→ Z4 now on it, outside the filter');
    night.seesNot('resolved');
  });

  test('a row that resolved is said to have resolved', async () => {
    const night = await start({columns: 120, rows: 30});
    for (const name of ['Z1', 'Z2', 'Z3']) await night.alert(name);
    await night.press('/');
    await night.type('@state=active');
    await night.press('enter', 'g');
    await night.resolve('Z3');
    await night.sees('Z3 resolved');
  });

  test('what it hides and needs somebody is said first, never that nothing does', async () => {
    const night = await start({columns: 120, rows: 30});
    for (const name of ['Z1', 'Z2', 'Z3']) await night.alert(name, {age: 30 * MINUTE});
    await night.alert('Acked');
    await night.press('g', '/');
    await night.type('alertname=Acked');
    await night.press('enter', 'g', 'a');
    await night.passes(1000);
    await night.sees('The filter hides 3 that need you (P1 3)!');
    await night.sees('/ alertname=Acked 3 hidden, 3 need you');
    night.seesNot('Nothing needs you');
    await night.press('esc');
    await night.sees('needs you 3');
  });
});

describe('the question before a silence is ended', () => {
  const silences = async (night: Awaited<ReturnType<typeof start>>) => {
    await night.press(':');
    await night.type('sil');
    await night.press('enter');
  };

  test('counts no alert that another silence still holds', async () => {
    const night = await start({columns: 120, rows: 30});
    await night.alert('DiskFull', {labels: {instance: 'a'}});
    await night.alert('DiskFull', {labels: {instance: 'b'}});
    const one = [{name: 'instance', value: 'a', isRegex: false, isEqual: true}];
    await night.silenced('DiskFull', {id: 'first', endsAt: NIGHT + 10 * MINUTE});
    await night.silenced('DiskFull', {id: 'second', endsAt: NIGHT + 20 * MINUTE, matchers: one});
    await silences(night);
    await night.press('x');
    await night.sees('1 alert will notify again. Something else still holds back 1 more.');
    await night.press('n', 'j', 'x');
    await night.sees('Nothing will notify for it: something else holds back its alert.');
  });

  test('says of a release, too, that nothing notifies where something else holds the alert', async () => {
    const night = await start({columns: 120, rows: 30});
    const alert = await night.alert('DiskFull');
    await night.engine.dispatch({type: 'ack', alerts: [`eu/${alert.fingerprint}`]}, 'lee');
    await night.silenced('DiskFull');
    await night.press('g', 'u');
    await night.sees('The ack ends; something else goes on holding the alert back. lee acked it.');
  });
});

test("of another journal's ack that was given back no more is said than that its silence ended", async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull', {age: 10 * MINUTE});
  const ack = {id: 'theirs', createdBy: 'lee', comment: 'ACK! looking wk-0000aa11', startsAt: NIGHT - MINUTE};
  await night.silenced('DiskFull', {...ack, endsAt: NIGHT + MINUTE});
  await night.sees('on it 1');
  await night.passes(2 * MINUTE);
  await night.sees('ack ended');
  night.seesNot('lapsed');
  expect(night.recorded()).not.toContain('ack.ended');
});
