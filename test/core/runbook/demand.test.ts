import {describe, expect, test} from 'vitest';
import {demandOf} from '../../../src/core/runbook/demand.js';
import {pointedPlace, settledPoints} from '../../../src/core/runbook/points.js';
import type {Pointer} from '../../../src/core/runbook/verdict.js';

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

describe('a statement that names its own context', () => {
  const kube = (name?: string): Asked['points'] => [{tool: 'kube', ...(name === undefined ? {} : {name})}];

  test('is held against the alert by that, and not by the context around it', () => {
    const labels = {cluster: 'prod-eu'};
    const place = {host: 'bastion', user: 'ana', cwd: '/', kubeContext: 'prod-eu'};
    expect(demand({points: kube(), labels, place})).toEqual({how: 'enter'});
    expect(demand({points: kube('staging-us'), labels, place})).toEqual({
      how: 'type',
      word: 'staging-us',
      because: 'its context is not cluster prod-eu',
    });
    const right = {...place, kubeContext: 'staging-us'};
    expect(demand({points: kube('prod-eu'), labels, place: right})).toEqual({how: 'enter'});
  });

  test('is not taken for the right one by the file of contexts that it names', () => {
    const labels = {env: 'production'};
    expect(demand({points: kube('/etc/k8s/us.conf'), labels})).toMatchObject({word: '/etc/k8s/us.conf'});
    expect(demand({points: kube('/etc/k8s/prod.conf'), labels})).toEqual({how: 'enter'});
    expect(demand({points: kube('/etc/k8s/us.conf')})).toEqual({how: 'enter'});
  });

  test('wants every one typed that contradicts the alert', () => {
    const points = [...(kube('a') ?? []), ...(kube('eu-prod') ?? []), ...(kube('b') ?? [])];
    expect(demand({points, labels: {cluster: 'eu-prod'}})).toMatchObject({word: 'a b'});
  });

  test('wants another region than that of the alert typed', () => {
    const points: Asked['points'] = [{tool: 'aws', region: 'us-east-1'}];
    expect(demand({points, labels: {region: 'eu-west-1'}})).toMatchObject({word: 'us-east-1'});
    expect(demand({points, labels: {region: 'us-east-1'}})).toEqual({how: 'enter'});
  });
});

describe('docker pointed elsewhere', () => {
  const docker = (name?: string): Asked['points'] => [{tool: 'docker', ...(name === undefined ? {} : {name})}];
  const labels = {cluster: 'eu-prod'};

  test('wants its context or host typed where that is not the cluster of the alert', () => {
    const because = 'its context is not cluster eu-prod';
    expect(demand({points: docker('us-prod'), labels})).toEqual({how: 'type', word: 'us-prod', because});
    expect(demand({points: docker('ssh://us-host'), labels})).toMatchObject({word: 'ssh://us-host'});
    expect(demand({points: docker('eu-prod'), labels})).toEqual({how: 'enter'});
    const place = {host: 'h', user: 'u', cwd: '/', dockerContext: 'us-prod'};
    const points = settledPoints({points: docker(), commands: []}, place);
    expect(demand({points, labels, place})).toMatchObject({word: 'us-prod'});
    expect(demand({commands: ['docker-compose'], labels, place})).toMatchObject({word: 'us-prod'});
    const unknown: Asked['points'] = [{tool: 'docker', unknown: '$C'}];
    expect(demand({points: unknown, labels})).toMatchObject({word: 'unknown'});
  });

  test.each(['default', 'rootless', 'unix:///var/run/docker.sock'])(
    'is where the place says when it talks to the daemon of the machine: %s',
    name => expect(demand({points: docker(name), labels})).toEqual({how: 'enter'}),
  );

  test('names what it acts on in the place, and leaves the kube context and the cloud as they are', () => {
    const place = {
      host: 'h',
      user: 'u',
      cwd: '/',
      kubeContext: 'eu',
      dockerContext: 'eu-hosts',
      cloudProfile: 'aws eu',
    };
    const at = (points: readonly Pointer[]) => pointedPlace(place, settledPoints({points, commands: []}, place));
    expect(at([])).toEqual(place);
    expect(at([{tool: 'docker'}])).toEqual(place);
    expect(at([{tool: 'docker', name: 'us-prod'}, {tool: 'docker'}])).toEqual({
      ...place,
      dockerContext: 'us-prod, eu-hosts',
    });
  });
});

describe('a statement of which nobody knows where it acts', () => {
  const points: Asked['points'] = [{tool: 'kube', unknown: 'source env.sh'}];

  test('wants that typed where the alert says where it should', () => {
    expect(demand({points, labels: {cluster: 'eu-prod'}})).toEqual({
      how: 'type',
      word: 'unknown',
      because: 'its context is not known (source env.sh), and may not be cluster eu-prod',
    });
    expect(demand({points, labels: {env: 'staging'}})).toMatchObject({word: 'unknown'});
    expect(demand({points, level: 'destructive', resource: 'db', labels: {env: 'dev'}})).toMatchObject({
      word: 'unknown db',
    });
  });

  test('contradicts nothing where the alert says nothing of it', () => {
    expect(demand({points, labels: {env: 'blue', job: 'x'}})).toEqual({how: 'enter'});
  });
});

test('what was shown and confirmed is wanted again when it is decided, also where the place names it by then', () => {
  const place = {host: 'h', user: 'u', cwd: '/', kubeContext: 'eu-prod'};
  const points = settledPoints({points: [{tool: 'aws', region: 'us-east-1'}], commands: ['aws']}, place);
  const asked = {points, level: 'destructive', resource: '$AW', labels: {cluster: 'eu-prod'}} as const;
  expect(demand({...asked, place: pointedPlace(place, points)})).toEqual(demand({...asked, place}));
});

describe('the place that is shown and recorded', () => {
  const place = {host: 'bastion', user: 'ana', cwd: '/', kubeContext: 'prod-eu', cloudProfile: 'aws prod, gcloud shop'};
  const pointed = (points: readonly Pointer[]) => {
    const {kubeContext, cloudProfile} = pointedPlace(place, settledPoints({points, commands: []}, place));
    return [kubeContext, cloudProfile];
  };

  test('is where the statement points, all of its contexts named', () => {
    expect(pointed([])).toEqual(['prod-eu', 'aws prod, gcloud shop']);
    expect(pointed([{tool: 'kube', name: 'staging-us'}])).toEqual(['staging-us', 'aws prod, gcloud shop']);
    expect(pointed([{tool: 'kube', name: 'staging-us'}, {tool: 'kube'}])[0]).toBe('staging-us, prod-eu');
    expect(pointed([{tool: 'kube', name: 'a', detail: 'kubeconfig /k'}])[0]).toBe('a (kubeconfig /k)');
    expect(pointed([{tool: 'kube', unknown: 'source env.sh'}])[0]).toBe('not known: source env.sh');
    expect(pointed([{tool: 'aws', unknown: '$P'}])[1]).toBe('aws not known: $P');
  });

  test('names the cloud that is used, with its region', () => {
    expect(pointed([{tool: 'aws', region: 'us-east-1'}])[1]).toBe('aws prod (us-east-1)');
    expect(pointed([{tool: 'gcloud', name: 'other'}])[1]).toBe('gcloud other');
    expect(pointed([{tool: 'az', name: 'sub'}])[1]).toBe('az sub');
  });
});
