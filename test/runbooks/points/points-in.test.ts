import {describe, expect, test} from 'vitest';
import {variablesIn} from '../../../src/core/runbook/points.js';
import type {CarriedShell} from '../../../src/core/runbook/run.js';
import {pointsIn} from '../../../src/runbooks/points/points-in.js';

/** `tool name`, `-` for a command that says nothing. */
function said(text: string, variables: Readonly<Record<string, string>> = {}): readonly string[] {
  return pointsIn(text, variables).map(({tool, name, region, detail}) =>
    [
      tool,
      name ?? '-',
      ...(region === undefined ? [] : [`in ${region}`]),
      ...(detail === undefined ? [] : [detail]),
    ].join(' '),
  );
}

describe('where a statement acts', () => {
  test.each([
    ['kubectl get pods', 'kube -'],
    ['kubectl --context=staging-us delete pod x', 'kube staging-us'],
    ['kubectl --context staging-us get pods', 'kube staging-us'],
    ['kubectl get pods --context "staging-us"', 'kube staging-us'],
    ['/usr/local/bin/kubectl --context s get pods', 'kube s'],
    ['kubectl --cluster us-1 get pods', 'kube us-1'],
    ['kubectl -s https://api.us.example.org:6443 get pods', 'kube https://api.us.example.org:6443'],
    ['kubectl --server=https://api.us get pods', 'kube https://api.us'],
    ['kubectl --kubeconfig /tmp/us.conf get pods', 'kube /tmp/us.conf'],
    ['kubectl --context a --kubeconfig /tmp/k get pods', 'kube a kubeconfig /tmp/k'],
    ['KUBECONFIG=/tmp/us.conf kubectl get pods', 'kube /tmp/us.conf'],
    ['helm --kube-context staging-us list', 'kube staging-us'],
    ['HELM_KUBECONTEXT=s helm list', 'kube s'],
    ['oc --context s get pods', 'kube s'],
    ['stern --context s web', 'kube s'],
    ['aws s3 ls', 'aws -'],
    ['aws --profile staging s3 ls', 'aws staging'],
    ['aws ec2 describe-instances --region us-east-1', 'aws - in us-east-1'],
    ['AWS_PROFILE=staging aws s3 ls', 'aws staging'],
    ['AWS_REGION=us-east-1 aws --profile p s3 ls', 'aws p in us-east-1'],
    ['gcloud --project shop-staging compute instances list', 'gcloud shop-staging'],
    ['gcloud compute instances list --configuration staging', 'gcloud staging'],
    ['gcloud projects list --account a@b.org', 'gcloud a@b.org'],
    ['az vm list --subscription Staging', 'az Staging'],
    ['AWS_PROFILE=staging terraform plan', 'cloud staging'],
  ])('%s', (text, expected) => expect(said(text)).toEqual([expected]));

  test.each([
    'sudo kubectl --context s get pods',
    'sudo KUBECONFIG=s kubectl get pods',
    'env KUBECONFIG=s timeout 30 kubectl get pods',
    'timeout 5 env -u X kubectl --context s get pods',
    'bash -c "kubectl --context s get pods"',
    "sh -c 'exec kubectl --context=s get pods'",
    'echo pod | xargs kubectl --context s delete pod',
    'watch kubectl --context s get pods',
    'KUBECONFIG=s sudo -E nice kubectl get pods',
    'ssh bastion kubectl --context s get pods',
    'for p in a b; do kubectl --context s delete pod $p; done',
    'x=$(kubectl --context s get pods)',
    'find . -name "*.yaml" -exec kubectl --context s apply -f {} +',
    'bash <<EOF\nkubectl --context s get pods\nEOF',
    'KUBECONFIG=s bash -c "kubectl get pods"',
  ])('is found inside what is around it: %s', text => expect(said(text)).toEqual(['kube s']));

  test.each([
    ['export KUBECONFIG=/tmp/us && kubectl get pods', 'kube /tmp/us'],
    ['CTX=staging-us; kubectl --context "$CTX" get pods', 'kube staging-us'],
    ['export AWS_PROFILE="staging"; aws s3 ls', 'aws staging'],
    ['kubectl config use-context staging-us && kubectl get pods', 'kube staging-us'],
    ['gcloud config set project shop && gcloud compute instances list', 'gcloud shop'],
    ['az account set --subscription Staging && az vm list', 'az Staging'],
    ['aws eks update-kubeconfig --name us-1 && kubectl get pods', 'kube us-1'],
  ])('is what was set before it in the statement: %s', (text, expected) => {
    expect(said(text)).toContain(expected);
    expect(said(text).at(-1)).toBe(expected);
  });

  test('is told with the values that the runner will set, and else as written', () => {
    expect(said('kubectl --context "$CTX" get pods', {CTX: 'staging-us'})).toEqual(['kube staging-us']);
    expect(said('kubectl --context "$CTX" get pods')).toEqual(['kube $CTX']);
    expect(said('kubectl --context $(pick) get pods')).toEqual(['kube $(pick)']);
  });

  test('is each place that it names', () => {
    expect(said('kubectl --context a get pods && kubectl --context b get pods; kubectl get pods')).toEqual([
      'kube a',
      'kube b',
      'kube -',
    ]);
  });

  test('on another machine is unknown where the command itself does not say it', () => {
    expect(said('ssh bastion kubectl get pods')).toEqual([]);
    expect(said('KUBECONFIG=/tmp/k ssh bastion kubectl get pods')).toEqual([]);
    expect(said('kubectl --context a exec web -- kubectl get pods')).toEqual(['kube a']);
  });

  test('is nothing for what knows no clusters', () => {
    expect(said('df -h; grep --context 3 x y')).toEqual([]);
  });

  describe('after an earlier statement', () => {
    const carried = (definitions: string): CarriedShell => ({
      functions: [...definitions.matchAll(/^(\w+)\s*\(\)/gm)].map(([, name = '']) => name),
      definitions,
      aliases: [],
      variables: [],
    });
    const names = (text: string, definitions: string) =>
      pointsIn(text, {}, carried(definitions)).map(({tool, name = '-'}) => `${tool} ${name}`);

    test.each([
      ['rs', 'rs() { kubectl --context us-prod rollout restart deploy/shop; }', 'kube us-prod'],
      ['kx delete ns prod', 'kx() { kubectl --context us-prod "$@"; }', 'kube us-prod'],
      ['kx --context us-prod get pods', 'kx() { kubectl "$@"; }', 'kube us-prod'],
      ['in_cluster us-prod get pods', 'in_cluster() { kubectl --context "$1" get pods; }', 'kube us-prod'],
      ['a', 'a() { b; }\nb() { helm --kube-context us-prod list; }', 'kube us-prod'],
      ['a', 'a() { a; a; b; }\nb() { a; kubectl get pods; a; }', 'kube -'],
    ])('that defined a function, %s acts where its body does', (text, definitions, expected) => {
      expect(names(text, definitions)[0]).toBe(expected);
    });

    test('that put a command into a variable, it acts where that command does', () => {
      expect(said('$KC get pods', {KC: 'kubectl --context us-prod'})).toEqual(['kube us-prod']);
      expect(said('KC="kubectl --context us-prod"; "$KC" get pods; $KC get pods')).toContain('kube us-prod');
      expect(said('$PAGER notes', {PAGER: 'less'})).toEqual([]);
    });

    test('whose variable is not known yet, its value is asked for', () => {
      expect(variablesIn(pointsIn('$KC get pods'))).toContain('KC');
    });
  });
});
