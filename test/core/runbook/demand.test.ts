import {describe, expect, test} from 'vitest';
import {demandOf} from '../../../src/core/runbook/demand.js';

type Asked = Parameters<typeof demandOf>[0];

function demand(over: Partial<Asked> = {}) {
  const place = {host: 'bastion', user: 'ana', cwd: '/', kubeContext: 'eu-prod', cloudProfile: 'team-prod'};
  return demandOf({level: 'reads', shown: 'df -h', commands: ['df'], place, labels: {}, ...over});
}

describe('what is wanted before a statement runs', () => {
  test('grows with what it can do', () => {
    expect(demand()).toEqual({how: 'enter'});
    expect(demand({level: 'changes'})).toEqual({how: 'y'});
    expect(demand({level: 'destructive', resource: 'db-7'})).toMatchObject({how: 'type', word: 'db-7'});
    expect(demand({level: 'destructive', shown: 'rm -rf x'})).toMatchObject({how: 'type', word: 'rm -rf x'});
  });

  test.each([
    [{cluster: 'eu-prod'}, undefined],
    [{cluster: 'prod'}, undefined],
    [{cluster: 'us-prod'}, 'its context is not cluster us-prod'],
    [{env: 'production'}, undefined],
    [{environment: 'staging'}, 'its context is not environment staging'],
    [{environment: 'blue'}, undefined],
    [{}, undefined],
  ])(
    'of kubectl for an alert with %j: the name of a context that contradicts it',
    (labels: Asked['labels'], because) => {
      const asked = demand({commands: ['kubectl'], labels});
      expect(asked).toEqual(because === undefined ? {how: 'enter'} : {how: 'type', word: 'eu-prod', because});
    },
  );

  test('of a cloud tool: the name of a profile that contradicts the alert', () => {
    expect(demand({commands: ['aws'], labels: {env: 'dev'}})).toMatchObject({how: 'type', word: 'team-prod'});
  });

  test('of a tool that knows no context is not more for it', () => {
    expect(demand({labels: {cluster: 'us-prod'}})).toEqual({how: 'enter'});
  });

  test('of a destruction in the wrong place is both names', () => {
    const asked = demand({level: 'destructive', resource: 'db-7', commands: ['kubectl'], labels: {cluster: 'us'}});
    expect(asked).toMatchObject({how: 'type', word: 'eu-prod db-7'});
  });

  test('takes the long name of a cluster for its short one', () => {
    const place = {host: 'h', user: 'u', cwd: '/', kubeContext: 'arn:aws:eks:eu-west-1:42:cluster/payments'};
    expect(demand({commands: ['kubectl'], place, labels: {cluster: 'payments'}})).toEqual({how: 'enter'});
  });
});
