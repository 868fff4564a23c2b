import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {openHands} from '../../../src/cli/wire/hands.js';
import {joinWatch} from '../../../src/cli/wire/join-watch.js';
import {readLog} from '../../../src/cli/wire/reading.js';
import type {Config} from '../../../src/config/config.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {isFact} from '../../../src/core/shift/fact.js';
import {askDoor} from '../../../src/journal/door/ask-door.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {fakeAlertmanager, someAlert} from '../../sources/support/fake-alertmanager.js';
import {sendJson} from '../../sources/support/fake-server.js';
import {tempDir} from '../../support/real.js';

const parts = {env: {}, clock: systemClock};

async function configured(url?: string): Promise<Config> {
  const home = tempDir();
  writeFileSync(join(home, 'default.yaml'), '');
  const named = url === undefined ? {} : {alertmanager: [`eu=${url}`]};
  return loadConfig({
    flags: {state: join(home, 'state'), operator: 'ana', ...named},
    env: {XDG_CONFIG_HOME: home},
    cwd: home,
    home,
    etc: home,
    reader: 'text',
  });
}

const holding = (config: Config, live = false) =>
  joinWatch({config, env: {}, clock: systemClock, live, gone: () => undefined});

async function handsOn(config: Config, need: 'state' | 'live' = 'state') {
  const hands = await openHands(config, {need}, {...parts, signal: new AbortController().signal});
  onTestFinished(() => hands.close());
  return hands;
}

const notesIn = async (config: Config) =>
  (await readLog(config)).facts.flatMap(fact => (isFact(fact, 'note.added') ? [fact.text] : []));

test('notes while the cockpit quits are all taken, once each', async () => {
  const config = await configured();
  const cockpit = await holding(config);
  const all = await Promise.all(Array.from({length: 8}, () => handsOn(config)));
  const asked = all.map((hands, at) => hands.dispatch({type: 'note', text: `note ${at}`}));
  const leaving = cockpit.leave();
  const late = all.map((hands, at) => hands.dispatch({type: 'note', text: `late ${at}`}));
  await leaving;
  const outcomes = await Promise.all([...asked, ...late]);
  await Promise.all(all.map(hands => hands.close()));
  expect(outcomes.filter(({ok}) => !ok)).toEqual([]);
  const expected = ['note', 'late'].flatMap(word => all.map((_, at) => `${word} ${at}`));
  expect((await notesIn(config)).sort()).toEqual(expected.sort());
});

test('a request that is asked again is not done again, by whoever holds the journal then', async () => {
  const config = await configured();
  const caller = {folder: config.stateDir, by: 'ana', cwd: '/', clock: systemClock};
  const ask = () => askDoor({...caller, id: 'r1', command: {type: 'note', text: 'once'}});
  const first = await holding(config);
  const [one, two] = await Promise.all([ask(), ask()]);
  expect(two).toEqual(one);
  await first.leave();
  const {facts} = await readLog(config);
  expect(facts.map(({type, request}) => ({type, request}))).toEqual([{type: 'note.added', request: 'r1'}]);
});

test('an ack through a command that watches no source waits for it to go', async () => {
  const server = await fakeAlertmanager();
  server.alerts = [someAlert('f1', {labels: {alertname: 'DiskFull'}})];
  const config = await configured(server.url);
  const note = await joinWatch({...parts, config, live: false, brief: true, gone: () => undefined});
  const opening = handsOn(config, 'live');
  await note.leave();
  const hands = await opening;
  await hands.firstTruth(15_000);
  expect(hands.role).toBe('writer');
  expect([...hands.state().live.alerts.keys()]).toEqual(['eu/f1']);
});

test('what somebody waits for is seen to by the next holder when the first one goes', async () => {
  const server = await fakeAlertmanager();
  server.alerts = [someAlert('f1', {labels: {alertname: 'DiskFull'}})];
  const config = await configured(server.url);
  const cockpit = await holding(config, true);
  const hands = await handsOn(config, 'live');
  await hands.firstTruth(15_000);
  expect(hands.role).toBe('via-holder');
  server.fault = ({method}, response) => {
    if (method === 'POST') sendJson(response, 'not now', 503);
    return method === 'POST';
  };
  const outcome = await hands.dispatch({type: 'ack', alerts: ['eu/f1']});
  await cockpit.leave();
  server.fault = () => false;
  const {settled} = await hands.settle(outcome.ok ? outcome.facts : [], 30_000);
  expect(settled).toBe(true);
  expect(hands.role).toBe('writer');
});

test('a command that meant the Alertmanagers of a cockpit says so when that has ended', async () => {
  const server = await fakeAlertmanager();
  const config = await configured(server.url);
  const cockpit = await holding(config, true);
  const hands = await handsOn({...config, alertmanagers: [], origins: {}}, 'live');
  await cockpit.leave();
  await expect(hands.settle([], 0).then(() => hands.dispatch({type: 'release', alerts: []}))).rejects.toMatchObject({
    exitCode: 6,
    message: expect.stringContaining('has ended'),
  });
});
