import {expect, test} from 'vitest';
import type {FactOf} from '../../src/core/shift/fact.js';
import {start} from '../support/a-night.js';

const ROLE = {type: 'assign-role', role: 'technical-lead', person: 'lee\nP1 NO ROW'} as const;

test.each([
  {columns: 60, rows: 15},
  {columns: 100, rows: 30},
])(
  'an incident, a role and a change with line ends in their names stay in their rows at $columns x $rows',
  async ({columns, rows}) => {
    const night = await start({columns, rows});
    await night.alert('DiskFull');
    const {engine} = night;
    const declared = await engine.dispatch({
      type: 'declare-incident',
      title: 'checkout down\nP1 NO ROW',
      severity: 'P2',
      alerts: [],
    });
    if (!declared.ok) throw new Error('not declared');
    const [made] = declared.facts;
    if (made?.type !== 'incident.declared') throw new Error('no incident');
    const {incident} = made as FactOf<'incident.declared'>;
    await engine.dispatch({...ROLE, incident});
    await engine.dispatch({type: 'record-change', text: 'deploy', service: 'pay\nP1 NO ROW'});
    for (const keys of [[':incidents'], [], [':log'], [':handoff'], [':accept'], [':shift']]) {
      for (const text of keys) await night.type(text);
      await night.press('enter');
      await night.wait(100);
      const lines = night.screen.frame().split('\n');
      expect(lines.length).toBeLessThanOrEqual(rows);
      expect(lines.filter(line => /^\s*P1 NO ROW/.test(line))).toEqual([]);
      if (keys.length > 0 && keys[0] !== ':incidents') await night.press('escape');
    }
  },
);
