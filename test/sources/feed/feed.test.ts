import {describe, expect, test} from 'vitest';
import {fingerprint} from '../../../src/core/alert/fingerprint.js';
import type {FeedMessage} from '../../../src/core/feed/message.js';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {AT, alertMessage, following, hello, sayingRelay, someFeedAlert} from './support.js';

const fact = (seq: number, text: string) => ({
  v: 1,
  seq,
  origin: 'j-lee',
  at: AT,
  by: 'lee',
  type: 'note.added',
  note: `n${seq}`,
  text,
});

describe('a feed', () => {
  test('says who it is, and asks for the protocol and the place to go on from', async () => {
    const relay = await sayingRelay();
    const {health} = following(relay.url, {after: 'e:7', bearer: 'a-long-enough-token'});
    await expect.poll(() => relay.connections.length).toBe(1);
    const [connection] = relay.connections;
    expect(connection?.request.url).toBe('/v1/feed?v=1&after=e%3A7');
    expect(connection?.request.headers.authorization).toBe('Bearer a-long-enough-token');
    connection?.says(hello());
    await expect.poll(() => connection?.heard).toEqual([{type: 'join', origin: 'j-ana', by: 'ana'}]);
    await expect.poll(() => health.at(-1)?.state).toBe('up');
  });

  test('tells a polled source what fires there, and keeps the others itself', async () => {
    const relay = await sayingRelay();
    const heard = following(relay.url);
    await expect.poll(() => relay.connections.length).toBe(1);
    relay.connections[0]?.says(
      hello({sources: [{name: 'datadog', silence: false, resolve: true}]}),
      alertMessage(1),
      alertMessage(2, {source: 'datadog', fingerprint: 'bbbbbbbbbbbbbbbb'}),
    );
    await expect.poll(() => heard.told.map(({source}) => source)).toEqual(['eu']);
    await expect
      .poll(() => heard.updates.flatMap(update => update.alerts?.changed ?? []))
      .toMatchObject([{source: 'datadog', fingerprint: 'bbbbbbbbbbbbbbbb', state: 'active'}]);
    expect(heard.updates.at(-1)?.health.powers).toEqual({silence: false, resolve: true, history: false});
  });

  test('knows its sources no better than the relay, where what they tell waits for Redis', async () => {
    const relay = await sayingRelay();
    const heard = following(relay.url);
    await expect.poll(() => relay.connections.length).toBe(1);
    const [connection] = relay.connections;
    const head = {type: 'head', id: 'e:2', at: AT} as const;
    connection?.says(hello(), alertMessage(2, {source: 'datadog'}));
    await expect.poll(() => heard.updates.at(-1)?.health.state).toBe('up');
    connection?.says({...head, degraded: 'hooks wait here for Redis', waits: 3});
    await expect.poll(() => heard.health.at(-1)).toMatchObject({state: 'up', waits: 3});
    await expect
      .poll(() => heard.updates.at(-1)?.health)
      .toMatchObject({state: 'down', trouble: {message: expect.stringContaining('hooks wait here for Redis')}});
    connection?.says({...head, degraded: null});
    await expect.poll(() => heard.updates.at(-1)?.health.state).toBe('up');
    expect(heard.health.at(-1)).not.toHaveProperty('waits');
  });

  test('keeps naming the old stream while what that told is not confirmed, for who starts anew', async () => {
    const relay = await sayingRelay();
    const heard = following(relay.url);
    await expect.poll(() => relay.connections.length).toBe(1);
    const [connection] = relay.connections;
    const empty: FeedMessage = {type: 'snapshot', id: 'e:1', at: AT, alerts: [], facts: [], last: true};
    connection?.says(hello(), empty, alertMessage(2, {source: 'datadog'}));
    await expect.poll(() => heard.reached).toEqual(['e:1']);
    await expect.poll(() => heard.updates.at(-1)?.alerts?.changed).toHaveLength(1);
    connection?.says({type: 'resync', reason: 'other-epoch'}, {...empty, id: 'f:0'});
    await expect.poll(() => heard.reached).toEqual(['e:1', 'e:2']);
    expect(heard.updates.flatMap(({alerts}) => alerts?.gone ?? [])).toEqual([]);
    const over = {...someFeedAlert({source: 'datadog', status: 'resolved', endsAt: AT}), id: 'f:1', at: AT};
    connection?.says({type: 'alert', ...over}, {type: 'fact', id: 'f:2', at: AT, fact: fact(1, 'one')});
    await expect.poll(() => heard.reached.at(-1)).toBe('f:2');
  });

  test('does not tell a polled source what is long known', async () => {
    const relay = await sayingRelay();
    const heard = following(relay.url);
    await expect.poll(() => relay.connections.length).toBe(1);
    relay.connections[0]?.says(hello(), alertMessage(1, {}, AT), alertMessage(2, {fingerprint: 'cccccccccccccccc'}));
    await expect.poll(() => heard.told.length).toBe(1);
    expect(heard.told[0]?.alert.fingerprint).toBe('cccccccccccccccc');
  });

  test('goes on after the last id when the line was cut', async () => {
    const relay = await sayingRelay();
    const heard = following(relay.url);
    await expect.poll(() => relay.connections.length).toBe(1);
    relay.connections[0]?.says(hello(), {type: 'fact', id: 'e:41', at: AT, fact: fact(1, 'one')});
    await expect.poll(() => heard.reached).toEqual(['e:41']);
    relay.connections[0]?.socket.terminate();
    await expect.poll(() => relay.connections.length).toBe(2);
    expect(relay.connections[1]?.request.url).toContain('after=e%3A41');
    expect(heard.health.map(({state}) => state)).toEqual(['connecting', 'up', 'down']);
  });

  test('joins again when the stream is made anew beneath it, and only then', async () => {
    const relay = await sayingRelay();
    const heard = following(relay.url, {after: 'old:7'});
    await expect.poll(() => relay.connections.length).toBe(1);
    const [connection] = relay.connections;
    const joins = () => connection?.heard.filter(one => (one as {readonly type: string}).type === 'join').length;
    const anew: FeedMessage = {type: 'resync', reason: 'other-epoch'};
    const empty: FeedMessage = {type: 'snapshot', id: 'e:0', at: AT, alerts: [], facts: [], last: true};
    connection?.says(hello(), anew, empty, {type: 'joined', origin: 'j-ana', have: 3});
    await expect.poll(() => heard.joined).toEqual([3]);
    expect(joins()).toBe(1);
    connection?.says(anew, {...empty, id: 'f:0'});
    await expect.poll(joins).toBe(2);
    connection?.says({type: 'joined', origin: 'j-ana', have: 0});
    await expect.poll(() => heard.joined).toEqual([3, 0]);
  });

  test.each([
    {when: 'is refused, as by a relay whose Redis is away', refusal: 'unavailable', wait: 2_000},
    {when: 'is not answered', refusal: undefined, wait: 10_000},
  ])('joins again on a connection that lives where its join $when', async ({refusal, wait}) => {
    const relay = await sayingRelay();
    const clock = virtualClock(Date.parse(AT));
    const heard = following(relay.url, {clock});
    await expect.poll(() => relay.connections.length).toBe(1);
    const [connection] = relay.connections;
    const said = (type: string) =>
      connection?.heard.filter(one => (one as {readonly type: string}).type === type).length;
    connection?.says(hello());
    await expect.poll(() => said('join')).toBe(1);
    if (refusal !== undefined) connection?.says({type: 'error', code: refusal, message: 'Not now.', hint: 'Again.'});
    connection?.says(alertMessage(1));
    await expect.poll(() => heard.told.length).toBe(1);
    expect(heard.stream.send({type: 'fact', fact: fact(5, 'early')})).toBe(false);
    clock.advance(wait);
    await expect.poll(() => said('join')).toBe(2);
    connection?.says({type: 'joined', origin: 'j-ana', have: 4});
    await expect.poll(() => heard.joined).toEqual([4]);
    expect(heard.stream.send({type: 'fact', fact: fact(5, 'late')})).toBe(true);
    await expect.poll(() => said('fact')).toBe(1);
  });

  test('sends no fact before the relay has said again what it has, so that none overtakes those that were not recorded', async () => {
    const relay = await sayingRelay();
    const clock = virtualClock(Date.parse(AT));
    const heard = following(relay.url, {clock});
    await expect.poll(() => relay.connections.length).toBe(1);
    relay.connections[0]?.says(hello(), {type: 'joined', origin: 'j-ana', have: 0});
    await expect.poll(() => heard.joined).toEqual([0]);
    expect(heard.stream.send({type: 'fact', fact: fact(1, 'one')})).toBe(true);
    relay.connections[0]?.says({type: 'error', code: 'not-recorded', message: 'Not now.', hint: 'Join again.'});
    await expect.poll(() => heard.stream.send({type: 'fact', fact: fact(2, 'two')})).toBe(false);
  });

  test('takes the parts of a snapshot as one, which says what no longer fires', async () => {
    const relay = await sayingRelay();
    const heard = following(relay.url);
    await expect.poll(() => relay.connections.length).toBe(1);
    const other = {source: 'datadog', fingerprint: 'dddddddddddddddd'};
    relay.connections[0]?.says(
      hello({sources: [{name: 'datadog', silence: false, resolve: true}]}),
      alertMessage(1, {source: 'datadog'}),
      {type: 'resync', reason: 'too-old'},
      {type: 'snapshot', id: 'e:9', at: AT, alerts: [{at: AT, ...someFeedAlert(other)}], facts: [], last: false},
      {type: 'snapshot', id: 'e:9', at: AT, alerts: [], facts: [fact(1, 'one')], last: true},
    );
    await expect.poll(() => heard.facts.length).toBe(1);
    const whole = heard.updates.find(update => update.whole === true);
    expect(whole?.alerts).toMatchObject({
      changed: [{fingerprint: 'dddddddddddddddd'}],
      gone: [{fingerprint: 'aaaaaaaaaaaaaaaa'}],
    });
  });

  test('filters the text of others’ facts, and keeps a newer shape unread', async () => {
    const relay = await sayingRelay();
    const heard = following(relay.url);
    await expect.poll(() => relay.connections.length).toBe(1);
    relay.connections[0]?.says(
      hello(),
      {type: 'fact', id: 'e:1', at: AT, fact: fact(1, '\u001b]0;owned\u0007hot')},
      {type: 'fact', id: 'e:2', at: AT, fact: {...fact(2, 'x'), v: 9}},
      {type: 'fact', id: 'e:3', at: AT, fact: {...fact(3, 'x'), type: 'note.sung'}},
    );
    await expect.poll(() => heard.facts.length).toBe(3);
    expect(JSON.stringify(heard.facts)).not.toContain('\\u001b');
    expect(heard.facts.map(({type, v}) => [type, v])).toEqual([
      ['note.added', 1],
      ['fact.unread', 1],
      ['note.sung', 1],
    ]);
  });

  test('is down with the reason when the relay refuses it', async () => {
    const relay = await sayingRelay({refuses: 401});
    const {health} = following(relay.url);
    await expect.poll(() => health.at(-1)?.trouble?.message).toMatch(/refuses this cockpit \(401\)/);
    expect(health.at(-1)?.trouble?.hint).toMatch(/token/);
  });

  test('says of its sources why it is refused now, and no longer how the line before ended', async () => {
    const relay = await sayingRelay();
    const {updates} = following(relay.url);
    await expect.poll(() => relay.connections.length).toBe(1);
    relay.connections[0]?.says(hello(), alertMessage(2, {source: 'grafana'}));
    await expect.poll(() => updates.at(-1)?.health.source).toBe('grafana');
    relay.refuse(503);
    relay.connections[0]?.socket.terminate();
    await expect.poll(() => updates.at(-1)?.health.trouble?.message).toMatch(/503/);
  });

  test('is down with the reason when nobody is there', async () => {
    const {health} = following('ws://127.0.0.1:9');
    await expect.poll(() => health.at(-1)?.trouble?.message).toMatch(/nothing listens there/);
  });

  test.each([
    ['no JSON', 'hello'],
    ['a known type in a wrong shape', '{"type":"alert"}'],
  ])('leaves a relay that sends %s', async (_, text) => {
    const relay = await sayingRelay();
    const {health} = following(relay.url);
    await expect.poll(() => relay.connections.length).toBe(1);
    relay.connections[0]?.socket.send(text);
    await expect.poll(() => health.at(-1)?.trouble?.message).toMatch(/makes no sense/);
  });

  test('passes over a message of a type that it does not know', async () => {
    const relay = await sayingRelay();
    const heard = following(relay.url);
    await expect.poll(() => relay.connections.length).toBe(1);
    relay.connections[0]?.says(hello());
    relay.connections[0]?.socket.send('{"type":"weather","rain":true}');
    relay.connections[0]?.says({type: 'joined', origin: 'j-ana', have: 4});
    await expect.poll(() => heard.joined).toEqual([4]);
    expect(relay.connections).toHaveLength(1);
  });

  test('shows the alerts of a stranger that knows no fingerprint and no start, each by its labels', async () => {
    const relay = await sayingRelay();
    const heard = following(relay.url, {format: 'alertmanager'});
    await expect.poll(() => relay.connections.length).toBe(1);
    const named = (alertname: string) => ({status: 'firing', labels: {alertname}, startsAt: AT});
    const alerts = [named('None'), {...named('Empty'), fingerprint: ''}, {...named('Odd'), fingerprint: 7}];
    relay.connections[0]?.socket.send(JSON.stringify({alerts: [...alerts, {labels: {alertname: 'NoStart'}}]}));
    const shown = () => heard.updates.flatMap(update => update.alerts?.changed ?? []);
    await expect.poll(() => shown().map(alert => alert.labels.alertname)).toEqual(['None', 'Empty', 'Odd', 'NoStart']);
    expect(new Set(shown().map(alert => alert.fingerprint)).size).toBe(4);
    expect(shown().every(alert => alert.fingerprint === fingerprint(alert.labels))).toBe(true);
    expect(heard.health.at(-1)?.degraded).toBeUndefined();
  });

  test('says of a stranger’s alerts that cannot be read how many there were', async () => {
    const relay = await sayingRelay();
    const heard = following(relay.url, {format: 'alertmanager'});
    await expect.poll(() => relay.connections.length).toBe(1);
    const good = {status: 'firing', labels: {alertname: 'Good'}, startsAt: AT};
    relay.connections[0]?.socket.send(JSON.stringify({alerts: [good, {labels: {alertname: 7}}, 'odd']}));
    await expect
      .poll(() => heard.health.at(-1))
      .toMatchObject({state: 'up', degraded: expect.stringContaining('(2 so far)')});
    expect(heard.updates.flatMap(update => update.alerts?.changed ?? [])).toHaveLength(1);
  });

  test('reads somebody else’s stream of webhook bodies, and sends nothing', async () => {
    const relay = await sayingRelay();
    const heard = following(relay.url, {format: 'alertmanager'});
    await expect.poll(() => relay.connections.length).toBe(1);
    expect(relay.connections[0]?.request.url).toBe('/');
    const alert = {status: 'firing', labels: {alertname: 'A\u001b[2J'}, startsAt: AT, fingerprint: 'eeeeeeeeeeeeeeee'};
    relay.connections[0]?.socket.send('not of interest');
    relay.connections[0]?.socket.send(JSON.stringify({version: '4', groupKey: 'g', alerts: [alert]}));
    await expect
      .poll(() => heard.updates.flatMap(update => update.alerts?.changed ?? []))
      .toMatchObject([{source: 'feed', fingerprint: 'eeeeeeeeeeeeeeee'}]);
    relay.connections[0]?.socket.send(JSON.stringify({alerts: [{...alert, status: 'resolved', endsAt: AT}]}));
    await expect
      .poll(() => heard.updates.flatMap(update => update.alerts?.gone ?? []))
      .toMatchObject([{fingerprint: 'eeeeeeeeeeeeeeee', reason: 'resolved-event'}]);
    expect(JSON.stringify(heard.updates)).not.toContain('\\u001b');
    expect(heard.health.at(-1)?.state).toBe('up');
    expect(relay.connections[0]?.heard).toEqual([]);
  });
});
