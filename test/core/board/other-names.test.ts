import {expect, test} from 'vitest';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {rowText} from '../../../src/core/board/row-text.js';
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
