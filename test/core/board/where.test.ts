import {describe, expect, test} from 'vitest';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {rowText} from '../../../src/core/board/row-text.js';
import {whereOf} from '../../../src/core/board/where.js';
import {anAlert, aWatch, NIGHT} from '../../support/given.js';

const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: true};

test('a group of thousands says how many others there are, all of them', () => {
  const alerts = Array.from({length: 3_000}, (_, index) =>
    anAlert({
      labels: {alertname: `Node${index % 2}`, severity: 'critical', instance: `node-${index}:9100`},
      fingerprint: index.toString(16).padStart(16, '0'),
    }),
  );
  const state = aWatch({alerts});
  const [row] = boardIndex().of(state, {...view, group: 'severity'}, NIGHT).rows;
  if (row === undefined) throw new Error('no row');
  const text = rowText(row, state, {now: NIGHT, precise: false, unicode: true});
  expect(text).toMatchObject({count: '×3000', otherNames: 1});
  expect(text.ident).toMatch(/ [+]2999$/);
});

describe('where', () => {
  const where = (labels: Record<string, string>) => {
    const state = aWatch({alerts: [anAlert({labels: {alertname: 'X', ...labels}})]});
    const [row] = boardIndex().of(state, view, NIGHT).rows;
    if (row === undefined) throw new Error('no row');
    const {place, ident} = whereOf(row);
    return [place, ident];
  };

  test.each<[Record<string, string>, readonly string[]]>([
    [{job: 'node', instance: 'db-7:9100', mountpoint: '/var/lib/pg'}, ['eu/node', 'db-7 /var/lib/pg']],
    [{cluster: 'us', namespace: 'pay', job: 'x', pod: 'api-7f-2'}, ['us/pay', 'api-7f-2']],
    [{instance: '[::1]:9100'}, ['eu', '[::1]']],
    [{instance: 'fe80::1'}, ['eu', 'fe80::1']],
    [{}, ['eu', '']],
  ])('%j', (labels, expected) => {
    expect(where(labels)).toEqual(expected);
  });
});
