import {expect, test} from 'vitest';
import {hookFaults} from '../../../src/cli/wire/relay/served-hooks.js';

test('what a hook cannot be told is found without its secrets', () => {
  const secrets = [{env: 'NOT_SET'}];
  expect(
    hookFaults([
      {kind: 'grafana', options: {}, secrets},
      {kind: 'datadog', options: {resolveAfter: 'soon'}, secrets: []},
      {kind: 'generic', name: 'backup', options: {alerts: 5}, secrets: []},
    ]),
  ).toEqual([
    expect.stringMatching(/^relay\.hooks\.datadog\.resolveAfter: /),
    expect.stringMatching(/^relay\.hooks\.generic\.backup\./),
  ]);
});
