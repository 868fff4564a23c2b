import {expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {anAlert, aSilence, aWatch, NIGHT} from '../../support/given.js';

const MINUTE = 60_000;

test('the worst of what is on it is on top, whoever owns it, and of those the oldest', () => {
  const silences = [
    aSilence({id: 'theirs', comment: 'ACK! looking', createdBy: 'lee'}),
    aSilence({id: 'mine', comment: 'ACK! looking', createdBy: 'ana'}),
  ];
  const held = (name: string, severity: string, [by, minutes]: readonly [string, number]): Alert =>
    anAlert({
      labels: {alertname: name, severity},
      state: 'suppressed',
      silencedBy: [by],
      startsAt: NIGHT - minutes * MINUTE,
    });
  const alerts = [
    held('OwnOld', 'warning', ['mine', 90]),
    held('Theirs', 'critical', ['theirs', 2]),
    held('TheirsOld', 'critical', ['theirs', 60]),
  ];
  const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: true};
  const board = boardIndex().of(aWatch({silences, alerts}), view, NIGHT);
  expect(board.rows.map(({lead}) => lead.name)).toEqual(['TheirsOld', 'Theirs', 'OwnOld']);
});
