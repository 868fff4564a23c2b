import {execFileSync} from 'node:child_process';
import {type AddressInfo, connect, createServer, type Socket} from 'node:net';
import {expect, onTestFinished, test} from 'vitest';
import type {SilenceDraft} from '../../../src/core/alert/silence.js';
import {queryAlerts} from '../../../src/sources/alertmanager/query.js';
import {describeReal, postAlerts, type RealAlertmanager, startAlertmanager} from '../../support/real.js';
import {watching} from '../support/watching.js';

const fresh = () => ({mayExist: false, signal: new AbortController().signal});

function draft(alertname: string, over: Partial<SilenceDraft> = {}): SilenceDraft {
  return {
    matchers: [
      {name: 'severity', value: 'critical', isRegex: false, isEqual: true},
      {name: 'alertname', value: alertname, isRegex: false, isEqual: true},
    ],
    duration: 900_000,
    createdBy: 'ana',
    comment: 'ACK! on it [wk:r1]',
    token: '[wk:r1]',
    ...over,
  };
}

async function server(options: Parameters<typeof startAlertmanager>[0] = {}): Promise<RealAlertmanager> {
  const am = await startAlertmanager(options);
  onTestFinished(() => am.stop());
  return am;
}

async function cluster(): Promise<readonly [RealAlertmanager, RealAlertmanager]> {
  const first = await server({clusterPeers: []});
  const second = await server({clusterPeers: [first.cluster]});
  await Promise.all([first.untilMembers(2), second.untilMembers(2)]);
  return [first, second];
}

/** Silences as amtool sees them. */
function amtoolSilences(url: string): {id: string; comment: string; endsAt: string}[] {
  return JSON.parse(
    execFileSync('amtool', ['--alertmanager.url', url, 'silence', 'query', '-o', 'json'], {encoding: 'utf8'}),
  );
}

const disk = {labels: {alertname: 'DiskFull', severity: 'critical'}, annotations: {summary: 'full'}};

describeReal('a real Alertmanager', ['prometheus-alertmanager', 'amtool'], () => {
  test('shows an alert, its ack as a silence that amtool sees, and its end', async () => {
    const am = await server();
    const seen = watching({urls: [am.url], grace: 300});
    await seen.until('a poll', () => seen.updates.length > 0);
    await postAlerts(am.url, [disk]);
    await seen.until('the alert', () => seen.alerts.size === 1);
    const [alert] = seen.alerts.values();
    expect(alert).toMatchObject({labels: disk.labels, state: 'active', receivers: ['nobody']});
    const placed = await seen.source.placeSilence(draft('DiskFull'), fresh());
    expect(amtoolSilences(am.url)).toMatchObject([{id: placed.id, comment: 'ACK! on it [wk:r1]'}]);
    expect(Math.abs(placed.endsAt - (Date.now() + 900_000))).toBeLessThan(5_000);
    await seen.until('the silence on it', () => [...seen.alerts.values()][0]?.silencedBy[0] === placed.id);
    expect(seen.silences.get(placed.id)?.state).toBe('active');
    await seen.source.expireSilence(placed.id, fresh().signal);
    await seen.until('its end', () => seen.silences.get(placed.id)?.state === 'expired');
    expect(amtoolSilences(am.url)).toEqual([]);
  });

  test('keeps the id of a silence that is extended, and forks none', async () => {
    const am = await server();
    const {source} = watching({urls: [am.url]});
    const first = await source.placeSilence(draft('DiskFull'), fresh());
    const longer = draft('DiskFull', {
      id: first.id,
      startsAt: first.startsAt,
      duration: 1_800_000,
      comment: 'ACK! longer [wk:r1]',
    });
    const second = await source.placeSilence(longer, fresh());
    expect(second).toMatchObject({id: first.id, startsAt: first.startsAt});
    expect(second.endsAt - first.endsAt).toBeGreaterThan(800_000);
    expect(amtoolSilences(am.url)).toHaveLength(1);
    expect(await source.readSilence(first.id, fresh().signal)).toMatchObject({
      comment: 'ACK! longer [wk:r1]',
      state: 'active',
    });
  });

  test('ends silences twice, and unknown ones, without complaint', async () => {
    const am = await server();
    const {source} = watching({urls: [am.url]});
    const {id} = await source.placeSilence(draft('DiskFull'), fresh());
    await source.expireSilence(id, fresh().signal);
    await source.expireSilence(id, fresh().signal);
    await source.expireSilence('00000000-0000-0000-0000-000000000000', fresh().signal);
    expect(await source.readSilence('00000000-0000-0000-0000-000000000000', fresh().signal)).toBeUndefined();
    const again = await source.placeSilence(draft('DiskFull', {id}), fresh());
    expect(again.id).not.toBe(id);
  });

  test('refuses what it cannot take, in its own words', async () => {
    const am = await server();
    const {source} = watching({urls: [am.url]});
    const bad = draft('DiskFull', {matchers: [{name: 'a', value: '(?=x)', isRegex: true, isEqual: true}]});
    await expect(source.placeSilence(bad, fresh())).rejects.toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('invalid regular expression'),
    });
  });

  test('is asked after a lost answer before anything is posted again', async () => {
    const am = await server();
    const proxy = await droppingProxy(am.port);
    const {source} = watching({urls: [proxy.url], timeout: 1_000});
    proxy.dropAnswerTo('POST');
    const placed = await source.placeSilence(draft('DiskFull'), fresh());
    expect(proxy.dropped()).toBe(1);
    expect(amtoolSilences(am.url).map(silence => silence.id)).toEqual([placed.id]);
  });

  test('that restarts resolves nothing', async () => {
    const am = await server();
    await postAlerts(am.url, [disk]);
    const seen = watching({urls: [am.url], grace: 100});
    await seen.until('the alert', () => seen.alerts.size === 1);
    await am.restart();
    await seen.until('its absence', () => [...seen.alerts.values()][0]?.absentSince !== undefined);
    await seen.polls(4);
    expect(seen.gone).toEqual([]);
    expect(seen.health()?.settling).toBe(true);
    await postAlerts(am.url, [
      {...disk, startsAt: new Date([...seen.alerts.values()][0]?.startsAt ?? 0).toISOString()},
    ]);
    await seen.until('its return', () => [...seen.alerts.values()][0]?.absentSince === undefined);
    expect(seen.gone).toEqual([]);
  });

  test('that is frozen is down after the deadline, keeps its alerts, and recovers', async () => {
    const am = await server();
    await postAlerts(am.url, [disk]);
    const seen = watching({urls: [am.url], timeout: 500});
    await seen.until('the alert', () => seen.alerts.size === 1);
    am.pause();
    await seen.until('the trouble', () => seen.health()?.state === 'down');
    expect(seen.health()?.trouble?.kind).toBe('timeout');
    expect(seen.alerts.size).toBe(1);
    am.resume();
    await seen.until('recovery', () => seen.health()?.state === 'up');
    expect(seen.gone).toEqual([]);
  });

  test('passes hostile text on, and we do not', async () => {
    const am = await server();
    const evil = '\u001b]52;c;ZXZpbA==\u0007\u001b[2J\u009b31m\r\n\u202eabc';
    await postAlerts(am.url, [{labels: {alertname: `E${evil}`, severity: 'critical'}, annotations: {summary: evil}}]);
    const seen = watching({urls: [am.url]});
    await seen.until('the alert', () => seen.alerts.size === 1);
    const [alert] = seen.alerts.values();
    expect(JSON.stringify(alert?.labels)).not.toMatch(/\\u00|\\r|\\n|[\u007f-\u009f\u202a-\u202e]/);
    expect(alert?.annotations.summary).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    const placed = await seen.source.placeSilence(draft(alert?.labels.alertname ?? ''), fresh());
    await seen.until('the silence on it', () => [...seen.alerts.values()][0]?.silencedBy[0] === placed.id);
  });

  test('answers a one-shot query as it answers amtool', async () => {
    const am = await server();
    await postAlerts(am.url, [disk, {labels: {alertname: 'Other', severity: 'warning'}}]);
    const amtool = ['--alertmanager.url', am.url, 'alert', 'query', 'severity=critical', '-o', 'json'];
    const theirs = JSON.parse(execFileSync('amtool', amtool, {encoding: 'utf8'}));
    const wanted = {filters: ['severity="critical"'], silenced: false, inhibited: false, unprocessed: false};
    expect(await queryAlerts({url: am.url, ...wanted})).toEqual(theirs);
    expect(theirs).toHaveLength(1);
  });
});

describeReal('a real cluster of two', ['prometheus-alertmanager', 'amtool'], () => {
  test('is one row with two members, and one silence, also when a member is down', async () => {
    const [first, second] = await cluster();
    await Promise.all([postAlerts(first.url, [disk]), postAlerts(second.url, [disk])]);
    const seen = watching({urls: [first.url, second.url], grace: 300});
    await seen.until('both members', () => [...seen.alerts.values()][0]?.members.length === 2);
    expect(seen.alerts.size).toBe(1);
    expect(seen.health()?.members).toMatchObject([{up: true}, {up: true}]);

    const placed = await seen.source.placeSilence(draft('DiskFull'), fresh());
    await seen.until('the silence on both', () => [...seen.alerts.values()][0]?.state === 'suppressed');
    expect(amtoolSilences(second.url).map(silence => silence.id)).toEqual([placed.id]);

    await first.kill9();
    const more = draft('Other', {comment: 'ACK! [wk:r2]', token: '[wk:r2]'});
    const other = await seen.source.placeSilence(more, fresh());
    expect(other.member).toBe(`127.0.0.1:${second.port}`);
    await seen.until('the first to be down', () => seen.health()?.members[0]?.up === false);
    expect(seen.health()?.state).toBe('up');
    expect(amtoolSilences(second.url)).toHaveLength(2);
    await seen.polls(3);
    expect(seen.gone).toEqual([]);

    await first.restart();
    await seen.until('the first to be back', () => seen.health()?.members[0]?.up === true);
    expect([...seen.alerts.values()]).toMatchObject([{members: [`127.0.0.1:${second.port}`]}]);
    expect(seen.gone).toEqual([]);
  }, 60_000);

  test('gets one silence when the member that was asked froze before it could answer', async () => {
    const [first, second] = await cluster();
    const proxy = await droppingProxy(first.port);
    const {source} = watching({urls: [proxy.url, second.url], timeout: 1_000});
    proxy.dropAnswerTo('POST', {thenAll: true});
    const placed = await source.placeSilence(draft('DiskFull'), fresh());
    expect(placed.member).toBe(`127.0.0.1:${second.port}`);
    expect(amtoolSilences(first.url).map(silence => silence.id)).toEqual([placed.id]);
  }, 60_000);
});

/** Passes everything on, but swallows the answer to the next request of a method, and hangs up. */
async function droppingProxy(port: number) {
  let method = '';
  let all = false;
  let dropped = 0;
  const open = new Set<Socket>();
  const proxy = createServer(inbound => {
    const outbound = connect(port, '127.0.0.1');
    let swallow = false;
    inbound.on('data', data => {
      if (method !== '' && String(data).startsWith(method)) {
        swallow = true;
        method = '';
        dropped++;
      } else if (all && dropped > 0) {
        inbound.destroy();
        return;
      }
      outbound.write(data);
    });
    outbound.on('data', data => {
      if (swallow) inbound.destroy();
      else inbound.write(data);
    });
    for (const [end, peer] of [
      [inbound, outbound],
      [outbound, inbound],
    ] as const) {
      open.add(end);
      end.on('error', () => peer.destroy());
      end.on('close', () => {
        open.delete(end);
        peer.destroy();
      });
    }
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    proxy.close();
  });
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    dropped: () => dropped,
    dropAnswerTo(wanted: string, {thenAll = false} = {}) {
      method = wanted;
      all = thenAll;
    },
  };
}
