import {expect, test} from 'vitest';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {whereOf} from '../../../src/core/board/where.js';
import {anAlert, aWatch, NIGHT, upHealth} from '../../support/given.js';

function where(labels: Record<string, string>, sources: readonly string[]): readonly string[] {
  const state = aWatch({alerts: [anAlert({labels: {alertname: 'X', ...labels}})]});
  const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: true};
  const known = new Map(sources.map(source => [source, upHealth({source})]));
  return boardIndex()
    .of(state, view, NIGHT)
    .rows.flatMap(row => {
      const {place, ident} = whereOf(row, known);
      return [place, ident];
    });
}

test.each<[Record<string, string>, readonly string[]]>([
  [{job: 'node', instance: 'db-7:9100', mountpoint: '/var/lib/pg'}, ['eu/node', 'db-7 /var/lib/pg']],
  [{cluster: 'us', namespace: 'pay', job: 'x', pod: 'api-7f-2'}, ['us/pay', 'api-7f-2']],
  [{instance: '[::1]:9100'}, ['eu', '[::1]']],
  [{instance: 'fe80::1'}, ['eu', 'fe80::1']],
  [{}, ['eu', '']],
])('%j', (labels, expected) => {
  expect(where(labels, ['eu', 'us'])).toEqual(expected);
});

test('the only source is not named in every row, but a cluster that a label names is', () => {
  expect(where({service: 'payments'}, ['eu'])).toEqual(['payments', '']);
  expect(where({}, ['eu'])).toEqual(['', '']);
  expect(where({cluster: 'us', service: 'payments'}, ['eu'])).toEqual(['us/payments', '']);
});
