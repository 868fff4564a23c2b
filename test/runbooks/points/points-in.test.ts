// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {variablesIn} from '../../../src/core/runbook/points.js';
import type {CarriedShell} from '../../../src/core/runbook/run.js';
import {pointsIn} from '../../../src/runbooks/points/points-in.js';

/** `tool name`, `-` for a command that says nothing, `?` before what decides it unknown to us. */
function said(text: string, variables: Readonly<Record<string, string>> = {}): readonly string[] {
  return pointsIn(text, variables).map(({tool, name, region, detail, unknown}) =>
    [
      tool,
      unknown === undefined ? (name ?? '-') : `?${unknown}`,
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
    ['docker ps', 'docker -'],
    ['docker --context us-prod ps', 'docker us-prod'],
    ['docker --context=us-prod compose ps', 'docker us-prod'],
    ['docker -c us-prod stack deploy -c stack.yml web', 'docker us-prod'],
    ['docker -H ssh://us-host ps', 'docker ssh://us-host'],
    ['docker --host=tcp://us:2376 --tlsverify ps', 'docker tcp://us:2376'],
    ['docker-compose -c us-prod -f a.yml restart web', 'docker us-prod'],
    ['docker-compose -f a.yml -H ssh://us-host ps', 'docker ssh://us-host'],
    ['DOCKER_CONTEXT=us-prod docker ps', 'docker us-prod'],
    ['DOCKER_HOST=ssh://us-host DOCKER_CONTEXT=eu docker ps', 'docker ssh://us-host'],
    ['DOCKER_HOST=ssh://us-host docker --context eu ps', 'docker eu'],
    ['DOCKER_HOST=ssh://us-host docker --context default ps', 'docker ssh://us-host'],
    ['DOCKER_CONTEXT=us docker --context default ps', 'docker default'],
    ['docker --config /tmp/us ps', 'docker /tmp/us'],
    ['docker $OPTS ps', 'docker ?$OPTS'],
    ['docker --context "$C" ps', 'docker ?$C'],
    ['docker logs $C', 'docker -'],
    ['docker run -c 512 -h web nginx', 'docker -'],
    ['sudo docker ps', 'docker ?sudo: another user has settings of its own'],
    ['ssh us-host docker ps', 'docker ?what ssh leads to has settings of its own'],
  ])('%s', (text, expected) => expect(said(text)).toEqual([expected]));

  test.each([
    ['docker context use us-prod && docker ps', ['docker -', 'docker us-prod']],
    ['export DOCKER_HOST=ssh://us-host; docker ps; ./restart.sh', ['docker ssh://us-host']],
    ["docker exec web sh -c 'kubectl --context us get pods'", ['docker -', 'kube us']],
    ['source env.sh; make up', ['kube ?source env.sh', 'cloud ?source env.sh', 'docker ?source env.sh']],
  ])('of docker beside others: %s', (text, expected) => expect(said(text)).toEqual(expected));

  test('of docker takes what the shell has set', () => {
    expect(said('docker ps', {DOCKER_HOST: 'ssh://us-host'})).toEqual(['docker ssh://us-host']);
    expect(said('docker ps', {DOCKER_HOST: '', DOCKER_CONTEXT: 'us-prod'})).toEqual(['docker us-prod']);
    expect(said('docker ps', {DOCKER_HOST: '', DOCKER_CONTEXT: ''})).toEqual(['docker -']);
  });

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

  test('is told with the values that the runner will set, and else unknown', () => {
    expect(said('kubectl --context "$CTX" get pods', {CTX: 'staging-us'})).toEqual(['kube staging-us']);
    expect(said('kubectl --context "$CTX" get pods')).toEqual(['kube ?$CTX']);
    expect(said('kubectl --context $(pick) get pods')).toEqual(['kube ?$(pick)']);
  });

  test('is each place that it names', () => {
    expect(said('kubectl --context a get pods && kubectl --context b get pods; kubectl get pods')).toEqual([
      'kube a',
      'kube b',
      'kube -',
    ]);
  });

  test('on another machine is unknown where the command itself does not say it', () => {
    const unknown = 'kube ?what ssh leads to has settings of its own';
    expect(said('ssh bastion kubectl get pods')).toEqual([unknown]);
    expect(said('KUBECONFIG=/tmp/k ssh bastion kubectl get pods')).toEqual([unknown]);
    expect(said('ssh bastion kubectl --context a get pods')).toEqual(['kube a']);
    expect(said('kubectl --context a exec web -- kubectl get pods')).toEqual([
      'kube a',
      'kube ?what kubectl leads to has settings of its own',
    ]);
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

    test('that defined a function of which nobody knows the text, it may act anywhere', () => {
      const unknown = {functions: ['f'], definitions: '', aliases: [], variables: []};
      expect(pointsIn('f; kubectl get pods', {}, unknown).map(one => one.unknown)).toEqual(['the function f', 'f']);
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

describe('the place is not that of the shell where the statement itself moves it', () => {
  test.each([
    ['sx() { export KUBECONFIG=/us; }; sx && kubectl get pods', ['kube /us']],
    ['sx() { local KUBECONFIG=/us; }; sx; kubectl get pods', ['kube -']],
    ['eval "export KUBECONFIG=/us" && kubectl get pods', ['kube /us']],
    ['source /tmp/env.sh && kubectl get pods', ['kube ?source /tmp/env.sh']],
    ['fx() { . ./env.sh; }; fx; kubectl get pods', ['kube ?. ./env.sh']],
    ['. ./env.sh; aws s3 ls', ['aws ?. ./env.sh']],
    ['. ./env.sh; export KUBECONFIG=/us; kubectl get pods', ['kube /us']],
    ['. ./env.sh; kubectl --context us get pods', ['kube us']],
    ['printf -v KUBECONFIG %s /us && kubectl get pods', ['kube ?printf -v KUBECONFIG %s /us']],
    ['read -r KUBECONFIG <<< /us; kubectl get pods', ['kube ?read -r KUBECONFIG']],
    ['for KUBECONFIG in /a /b; do kubectl get pods; done', ['kube /a', 'kube /b']],
    [': "${KUBECONFIG:=/us}"; kubectl get pods', ['kube ?: "${KUBECONFIG:=/us}"']],
    ['export $(cat f) && kubectl get pods', ['kube ?export $(cat f)']],
    ['unset KUBECONFIG; kubectl get pods', ['kube ?unset KUBECONFIG']],
    ['declare -n k=KUBECONFIG; k=/us; kubectl get pods', ['kube ?declare -n k=KUBECONFIG']],
    ['command export KUBECONFIG=/us; kubectl get pods', ['kube /us']],
    ['builtin . ./env.sh; kubectl get pods', ['kube ?. ./env.sh']],
    ['make KUBECONFIG=/us restart', ['kube /us']],
    ['KUBECONFIG=/us ./deploy.sh', ['kube /us']],
    ['export AWS_PROFILE=us; ./deploy.sh', ['aws us']],
    ['HOME=/us kubectl get pods', ['kube ?HOME=/us']],
    ['env -i kubectl get pods', ['kube ?env -i']],
    ['env -u KUBECONFIG kubectl get pods', ['kube ?env -u KUBECONFIG']],
    ['sudo kubectl get pods', ['kube ?sudo: another user has settings of its own']],
    ['cat flags | xargs kubectl get', ['kube ?what xargs is fed']],
    ['echo "pods --context us" | xargs kubectl get', ['kube ?what xargs is fed']],
    ['echo "--context us" pods | xargs kubectl get', ['kube ?what xargs is fed']],
    ['xargs kubectl get < flags', ['kube ?what xargs is fed']],
    ['kubectx -; kubectl get pods', ['kube ?kubectx -']],
  ])('%s', (text, expected) => expect(said(text)).toEqual(expected));

  test('nor where a flag stands in a variable or a list, or is cut short', () => {
    expect(said('F="--context us"; kubectl $F get pods')).toEqual(['kube us']);
    expect(said('A=(--context us); kubectl "${A[@]}" get pods')).toEqual(['kube us']);
    expect(said('A=(get); A+=(--context us); kubectl "${A[@]}" pods')).toEqual(['kube us']);
    expect(said('kubectl $F get pods', {F: '--context us'})).toEqual(['kube us']);
    expect(said('kubectl $F get pods', {F: ''})).toEqual(['kube -']);
    expect(said('kubectl "${A[@]}" get', {A: '--context', 'A[@]': '--context us\\ prod '})).toEqual(['kube us prod']);
    expect(said('kubectl $F get pods')).toEqual(['kube ?$F']);
    expect(said('kubectl "${A[@]}" get pods')).toEqual(['kube ?${A[@]}']);
    expect(said('kubectl get $(cat flags) pods')).toEqual(['kube ?$(cat flags)']);
    expect(variablesIn(pointsIn('kubectl "${A[@]}" get pods'))).toContain('A');
    expect(said('kubectl --conte us get pods')).toEqual(['kube us']);
    expect(said('aws --prof=us s3 ls')).toEqual(['aws us']);
  });

  test('but is where a word can only be the name of an object, or a value of its option', () => {
    for (const text of [
      'kubectl delete pod $(kubectl get pods -o name)',
      'kubectl get pods -n "$NS"',
      'kubectl apply -f $HOME/x.yaml',
      'kubectl exec web -- printenv $NAME',
      'kubectl get pod "web-$N"',
      'P=$(kubectl get pods -o name | head -1); kubectl logs $P',
      'for p in $(kubectl get pods -o name); do kubectl delete $p; done',
      'kubectl get pods -o name | while read -r p; do kubectl logs $p; done',
      'kubectl create configmap x --from-literal=a=$(date)',
      'echo -n deploy/x | xargs kubectl rollout restart',
    ])
      expect(said(text), text).toEqual(['kube -']);
  });
});

describe('a setting counts as far as it reaches', () => {
  test.each([
    ['if x; then export KUBECONFIG=/us; fi; kubectl get pods', ['kube -', 'kube /us']],
    ['if x; then export KUBECONFIG=/us; kubectl get pods; fi', ['kube /us']],
    ['cd /x && export KUBECONFIG=/us && kubectl get pods', ['kube /us']],
    ['x && export KUBECONFIG=/us; kubectl get pods', ['kube -', 'kube /us']],
    ['x || export KUBECONFIG=/us; kubectl get pods', ['kube -', 'kube /us']],
    ['(export KUBECONFIG=/us; kubectl get pods); kubectl get nodes', ['kube /us', 'kube -']],
    ['export KUBECONFIG=/us | cat; kubectl get pods', ['kube -']],
    ['for c in us eu; do kubectl --context $c get pods; done', ['kube us', 'kube eu']],
    ['case $1 in a) C=us ;; *) C=eu ;; esac; kubectl --context $C get pods', ['kube ?$C', 'kube us', 'kube eu']],
    ['f() { export KUBECONFIG=/us; }; kubectl get pods', ['kube -']],
    ['f() { for c; do kubectl --context "$c" get pods; done; }; f us eu', ['kube us', 'kube eu']],
  ])('%s', (text, expected) => {
    expect([...said(text)].sort()).toEqual([...expected].sort());
  });

  test('in more ways than can be told apart, what differs is unknown', () => {
    const sets = Array.from({length: 12}, (_, n) => `x${n} && C=c${n}`).join('; ');
    expect(said(`${sets}; kubectl --context $C get pods`).join()).toContain('kube ?$C');
    expect(said(`${sets}; kubectl --context us get pods`)).toEqual(['kube us']);
  });

  test('functions that call each other without end come to one', () => {
    const text = Array.from({length: 12}, (_, n) => `f${n}() { f${n + 1}; f${n + 1}; }`).join('; ');
    expect(said(`${text}; f12() { kubectl get pods; }; f0`).join()).toContain('kube');
  });
});

test('whatever is written, something is answered', () => {
  const pieces =
    'kubectl|get|$X|"$@"|${A[@]}|--context|us|;|&&|\\||(|)|{|}|f|f()|if|then|fi|for c in a b; do|done|export|K=/x|eval|$(|sudo|bash -c|xargs|A=(|read X|<<< y|`|declare -n|((x++))';
  const words = fc.array(fc.constantFrom(...pieces.split(/(?<!\\)\|/).map(one => one.replace('\\', ''))), {
    maxLength: 20,
  });
  const carried = {functions: ['f'], definitions: 'f () { kubectl $X; f "$@"; }', aliases: [], variables: []};
  fc.assert(
    fc.property(words, found => {
      expect(Array.isArray(pointsIn(found.join(' '), {X: '--context us'}, carried))).toBe(true);
    }),
    {numRuns: 300},
  );
});
