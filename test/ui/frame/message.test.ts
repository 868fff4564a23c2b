import {describe, expect, test} from 'vitest';
import {isFact} from '../../../src/core/shift/fact.js';
import {messageOf} from '../../../src/ui/frame/message.js';
import type {Scene} from '../../../src/ui/scene.js';
import {disk, escalating} from '../../support/escalating.js';
import {anAlert, aWatch, keyOf, NIGHT, recorded, story, upHealth} from '../../support/given.js';

const MINUTE = 60_000;
const REFUSED = 'am-1 did not answer within 10 s.';

function acking(name = 'DiskFull', columns = 80) {
  const alert = anAlert({labels: {alertname: name, severity: 'critical'}});
  const told = story({alerts: [alert]});
  told.when({type: 'reconcile', source: 'eu'});
  told.when({type: 'ack', alerts: [keyOf(alert)]});
  const acks = [...told.state().shift.acks.keys()];
  const message = {text: `acking ${name}`, tone: 'plain', at: NIGHT, follow: {name, acks}};
  const said = () => messageOf({ui: {message}, watch: told.state(), columns, now: NIGHT} as unknown as Scene);
  return {
    said,
    fails: () =>
      told.when({type: 'settle-ack-failed', ack: acks[0] ?? '', reason: REFUSED, hint: 'Again.', final: false}),
    succeeds: () =>
      told.when({
        type: 'settle-ack',
        ack: acks[0] ?? '',
        placed: {id: 's', startsAt: NIGHT, endsAt: NIGHT + 15 * MINUTE, member: 'am-1:9093'},
      }),
  };
}

describe('the result line of an ack', () => {
  test('does not say "acked" before the source has taken it', () => {
    const ack = acking();
    expect(ack.said()).toMatchObject({text: 'acking DiskFull: eu …', tone: 'plain'});
    ack.succeeds();
    expect(ack.said()).toMatchObject({text: 'acked DiskFull: eu ✓ until 03:15', tone: 'good'});
  });

  test('does not say "acked" when it failed, and ends no sentence twice', () => {
    const ack = acking();
    ack.fails();
    expect(ack.said()).toMatchObject({
      text: 'NOT acked DiskFull: eu ✗ am-1 did not answer within 10 s, trying again',
      tone: 'warning',
    });
  });

  test('cuts a long name, never the outcome', () => {
    const ack = acking('KubernetesPersistentVolumeFillingUpInFourDaysOrLess', 40);
    ack.succeeds();
    expect(ack.said()?.text).toBe('acked KubernetesPers…: eu ✓ until 03:15');
  });

  test('of a source that cannot be silenced names no end, and no silence', () => {
    const powers = {silence: false, resolve: true, history: false};
    const alert = anAlert({labels: {alertname: 'DiskFull', severity: 'critical'}});
    const told = story({alerts: [alert], health: {...upHealth(), powers}});
    told.when({type: 'ack', alerts: [keyOf(alert)]});
    const message = {
      text: '',
      tone: 'plain',
      at: NIGHT,
      follow: {name: 'DiskFull', acks: [...told.state().shift.acks.keys()]},
    };
    expect(messageOf({ui: {message}, watch: told.state(), columns: 80, now: NIGHT} as unknown as Scene)).toMatchObject({
      text: 'acked DiskFull: eu ✓ told to the team, it cannot be silenced',
      tone: 'good',
    });
  });

  test('says of each pager that has it whether it took the ack', () => {
    const watch = escalating();
    watch.when({type: 'escalate', alerts: [keyOf(disk)], targets: ['pager']});
    const settle = (verb: string, more: {readonly reason?: string} = {}) => {
      const one = [...watch.state().shift.deliveries.values()].find(each => each.verb === verb);
      const delivery = one?.delivery ?? '';
      if (more.reason === undefined) watch.when({type: 'settle-delivery', delivery, result: {}});
      else
        watch.when({
          type: 'settle-delivery-failed',
          delivery,
          reason: more.reason,
          final: true,
          unknown: false,
          tried: true,
        });
    };
    settle('create');
    watch.when({type: 'ack', alerts: [keyOf(disk)]});
    const [ack] = watch.state().shift.acks.keys();
    const message = {text: '', tone: 'plain', at: NIGHT, follow: {name: 'DiskFull', acks: [ack]}};
    const said = () => messageOf({ui: {message}, watch: watch.state(), columns: 80, now: NIGHT} as unknown as Scene);
    expect(said()?.text).toBe('acking DiskFull: eu …  pager …');
    settle('ack', {reason: 'The key is unknown.'});
    expect(said()).toMatchObject({text: 'acking DiskFull: eu …  pager ✗ The key is unknown', tone: 'warning'});
    settle('ack');
    expect(said()?.text).toBe('acking DiskFull: eu …  pager ✓');
  });

  test('that came second in the same second says who was first, not that nobody has it', () => {
    const alert = anAlert({labels: {alertname: 'DiskFull', severity: 'critical'}});
    const told = story({alerts: [alert]});
    told.when({type: 'ack', alerts: [keyOf(alert)]});
    const [ours] = told.state().log.filter(fact => isFact(fact, 'ack.requested'));
    if (ours === undefined) throw new Error('nothing was acked');
    const ended = recorded([{type: 'ack.ended', ack: ours.ack, reason: 'taken', detail: 'lee was first'}]);
    const watch = aWatch({
      alerts: [alert],
      facts: [ours, ...ended, {...ours, ack: 'wk-theirs', origin: 'there', by: 'lee'}],
    });
    const message = {text: '', tone: 'plain', at: NIGHT, follow: {name: 'DiskFull', acks: [ours.ack]}};
    expect(messageOf({ui: {message}, watch, columns: 80, now: NIGHT} as unknown as Scene)?.text).toBe(
      'acked DiskFull: eu ✓ lee was first',
    );
  });
});
