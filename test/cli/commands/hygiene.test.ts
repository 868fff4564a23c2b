import {expect, test} from 'vitest';
import type {RunbookShelf} from '../../../src/core/runbook/shelf.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {anAlert, NIGHT, recorded} from '../../support/given.js';
import {bench} from '../fake-context.js';

/** A P3 that fires once and is acked by nobody: nothing to complain about but that no runbook is found. */
function fired(name: string, annotations?: Readonly<Record<string, string>>): readonly NewFact[] {
  const {source, fingerprint, labels, startsAt} = anAlert({name, startsAt: NIGHT - 3_600_000});
  const key = {source, fingerprint, startsAt};
  return [
    {type: 'alert.fired', ...key, labels, severity: 'P3', state: 'active', on: startsAt},
    ...(annotations === undefined ? [] : [{type: 'alert.changed', ...key, annotations} as const]),
  ];
}

/** Runbooks that fit one name, and links of alerts as they stand in their annotations. */
const shelf = {
  builtIn: '/built-in',
  match: async (
    alerts: readonly {readonly labels: Record<string, string>; readonly annotations: Record<string, string>}[],
  ) =>
    alerts.map(alert => ({
      alert,
      match: {
        found: alert.labels.alertname === 'HasFile' ? [{}] : [],
        suggested: [],
        ...(alert.annotations.runbook_url === undefined ? {} : {link: alert.annotations.runbook_url}),
      },
    })),
} as unknown as RunbookShelf;

test('wk hygiene names what has neither a runbook here nor a link to one', async () => {
  const opened: NewFact = {
    type: 'runbook.opened',
    walk: 'w1',
    file: '/ops/x.md',
    document: 'x',
    title: 'X',
    hash: 'h',
    total: 1,
    labels: {alertname: 'WasWalked'},
  };
  const facts = recorded(
    [
      ...fired('HasFile'),
      ...fired('HasLink', {runbook_url: 'https://wiki/has-link'}),
      ...fired('WasWalked'),
      ...fired('HasNone'),
      opened,
    ],
    NIGHT - 3_600_000,
  );
  const {run} = bench({context: {readLog: async () => ({facts}), runbooks: async () => shelf}});
  const {stdout} = await run('hygiene', '-o', 'json');
  expect(JSON.parse(stdout)).toMatchObject([
    {name: 'HasNone', complaints: ['no-runbook'], advice: 'write a runbook, or link one with runbook_url'},
  ]);
});
