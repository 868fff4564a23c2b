import {describe, expect, test} from 'vitest';
import {hooks} from '../../../../src/relay/hooks/index.js';
import {alertOf, alertsOf, posted} from '../../../support/hook-request.js';

const hook = hooks.events.open({name: 'eu'});

/** As protobuf's JSON writes it: 64 bits as text, nothing that is zero, false or empty. */
const DETAILS = {
  fingerprint: '10520595517531840808',
  name: 'HighErrorRate',
  labels: {
    labels: [
      {key: 'alertname', value: 'HighErrorRate'},
      {key: 'cluster', value: 'c1'},
      {key: 'instance', value: 'i1'},
      {key: 'service', value: 'checkout'},
      {key: 'severity', value: 'critical'},
    ],
  },
  annotations: {labels: [{key: 'summary', value: '5xx ratio above 5%'}, {key: 'note'}]},
  startsAt: '2026-11-20T17:32:56.290329319Z',
  endsAt: '2026-11-20T18:04:56.290329319Z',
};
const GROUP = {
  groupKey: '{}:{alertname="HighErrorRate"}',
  groupLabels: {labels: [{key: 'alertname', value: 'HighErrorRate'}]},
  groupId: 'a'.repeat(64),
  receiverName: 'pager',
};
const event = (data: unknown) => ({'@timestamp': '2026-11-20T17:32:56.3Z', instance: 'am-1', data, clusterPosition: 1});
const created = event({alertCreated: {alert: DETAILS}});
const grouped = (change: object = {}) =>
  event({alertGrouped: {alert: {hash: '1', details: {...DETAILS, ...change}}, groupInfo: GROUP}});
const resolved = event({
  alertResolved: {
    alert: {hash: '1', details: {...DETAILS, endsAt: '2026-11-20T17:59:00Z', resolved: true}},
    groupInfo: GROUP,
  },
});
const muted = {labels: DETAILS.labels, fingerprint: DETAILS.fingerprint};

describe('events of alerts', () => {
  test('are alerts, with the fingerprint as it is elsewhere, and no end while they fire', () => {
    expect(alertOf(hook.read(posted(grouped()))).alert).toEqual({
      source: 'eu',
      status: 'firing',
      fingerprint: '9200a9e1f80d6128',
      startsAt: '2026-11-20T17:32:56.290Z',
      endsAt: null,
      labels: {alertname: 'HighErrorRate', cluster: 'c1', instance: 'i1', service: 'checkout', severity: 'critical'},
      annotations: {summary: '5xx ratio above 5%', note: ''},
      groupKey: '{}:{alertname="HighErrorRate"}',
      receiver: 'pager',
    });
    expect(alertOf(hook.read(posted(created))).alert).toMatchObject({status: 'firing', groupKey: null});
  });

  test('resolve by their own kind, and where one joins its group resolved', () => {
    const end = {status: 'resolved', endsAt: '2026-11-20T17:59:00.000Z'};
    expect(alertOf(hook.read(posted(resolved))).alert).toMatchObject(end);
    const early = grouped({resolved: true, endsAt: '2026-11-20T17:59:00Z'});
    expect(alertOf(hook.read(posted(early))).alert).toMatchObject(end);
  });

  test('of one occurrence have the key that the webhook gives it, and say "resolved" once', () => {
    const webhook = hooks.alertmanager.open({name: 'eu'});
    const labels = Object.fromEntries(DETAILS.labels.labels.map(({key, value}) => [key, value]));
    const alert = {status: 'firing', labels, startsAt: DETAILS.startsAt, fingerprint: '9200a9e1f80d6128'};
    const told = alertOf(webhook.read(posted({alerts: [alert], groupKey: GROUP.groupKey})));
    const [fired, ended, endedAgain] = [grouped(), grouped({resolved: true}), resolved].map(one =>
      alertOf(hook.read(posted(one))),
    );
    expect([fired?.key, ended?.key]).toEqual([told.key, told.key]);
    expect(endedAgain?.value).toBe(ended?.value);
    expect(ended?.value).not.toBe(fired?.value);
  });

  test('keep the fingerprint they come with, all of its 64 bits', () => {
    const print = (fingerprint: string) => alertOf(hook.read(posted(grouped({fingerprint})))).alert.fingerprint;
    expect([print('255'), print('18446744073709551614')]).toEqual(['00000000000000ff', 'fffffffffffffffe']);
  });

  test('without a fingerprint get the one of their labels', () => {
    for (const fingerprint of [undefined, 'x', 12, '-1']) {
      expect(alertOf(hook.read(posted(grouped({fingerprint})))).alert.fingerprint).toBe('9200a9e1f80d6128');
    }
  });

  test('wake nothing: they say all', () => {
    expect(hook.read(posted(created))).toMatchObject({ok: true, wake: []});
  });
});

describe('other events', () => {
  test.each([
    ['silenceCreated', {silence: {id: 's', matchers: [{type: 'TYPE_EQUAL', name: 'a', pattern: 'b'}]}}],
    ['silenceUpdated', {silence: {id: 's'}}],
    ['silenceMutedAlert', {silence: {id: 's'}, mutedAlert: muted}],
    ['inhibitionMutedAlert', {mutedAlert: muted, inhibitingFingerprints: ['1']}],
    [
      'notification',
      {alerts: [{hash: '1', details: DETAILS}], groupInfo: GROUP, reason: 'NOTIFY_REASON_FIRST_NOTIFICATION'},
    ],
    ['alertmanagerStartupEvent', {version: '0.34.0'}],
    ['alertmanagerShutdownEvent', {}],
    ['somethingNewer', {alert: DETAILS}],
  ])('%s only wakes the poll of its source', (kind, body) => {
    expect(hook.read(posted(event({[kind]: body})))).toEqual({ok: true, inbound: [], wake: ['eu']});
  });
});

describe('a batch', () => {
  test('brings its alerts in order, and wakes the poll once for all the others', () => {
    const silence = event({silenceCreated: {silence: {id: 's'}}});
    const result = hook.read(posted([grouped(), silence, silence, resolved]));
    expect(alertsOf(result).map(({alert}) => alert.status)).toEqual(['firing', 'resolved']);
    expect(result).toMatchObject({wake: ['eu']});
  });

  test('that is empty says nothing', () => {
    expect(hook.read(posted([]))).toEqual({ok: true, inbound: [], wake: []});
  });

  test.each([
    ['a number', 7, "`data` is not an object: this is no event of Alertmanager's recorder."],
    ['a webhook', {alerts: [], version: '4'}, "`data` is not an object: this is no event of Alertmanager's recorder."],
    ['a batch of lists', [[]], "`[0].data` is not an object: this is no event of Alertmanager's recorder."],
    [
      'an alert that is none',
      [created, event({alertCreated: {alert: 1}})],
      '`[1].data.alertCreated.alert` is not an object.',
    ],
    ['an event that is none', event({alertGrouped: 'x'}), '`data.alertGrouped.alert.details` is not an object.'],
    [
      'an alert without details',
      event({alertResolved: {alert: {hash: '1'}}}),
      '`data.alertResolved.alert.details` is not an object.',
    ],
    ['labels of another kind', grouped({labels: 'x'}), '`data.alertGrouped.alert.details.labels` is no label set.'],
    [
      'a label without a name',
      grouped({labels: {labels: [{value: 'x'}]}}),
      '`data.alertGrouped.alert.details.labels.labels[0]` has no `key`.',
    ],
    [
      'a label that is no text',
      grouped({labels: {labels: [{key: 'a', value: []}]}}),
      '`data.alertGrouped.alert.details.labels.a` is neither text, nor an exact number, nor a flag.',
    ],
    [
      'a start that is none',
      grouped({startsAt: 'x'}),
      expect.stringContaining('`data.alertGrouped.alert.details.startsAt` is no time'),
    ],
    ['too many', Array.from({length: 50_001}, () => 0), 'The batch has more than 50000 events.'],
  ])('%s is refused with a sentence', (_, body, reason) => {
    expect(hook.read(posted(body))).toEqual({ok: false, status: 400, reason});
  });
});

test('behind it stands an Alertmanager', () => {
  expect(hook.source).toEqual({name: 'eu', silence: true, resolve: true});
});
