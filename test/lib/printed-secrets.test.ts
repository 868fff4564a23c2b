// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import {secretsPrinted} from '../../src/lib/printed-secrets.js';

const printed = (statement: string, output = 'hunter2-x\n', failed = false) =>
  secretsPrinted(statement, {output, failed});

describe('what a getter of secrets prints', () => {
  test.each([
    'aws configure get aws_secret_access_key',
    'aws --profile prod configure get prod.aws_session_token',
    'aws ecr get-login-password --region eu-west-1',
    'aws secretsmanager get-secret-value --secret-id db --query SecretString --output text',
    'aws ssm get-parameter --name /db/pw --with-decryption --query Parameter.Value',
    'gcloud auth print-access-token',
    'gcloud auth application-default print-access-token',
    'gcloud secrets versions access latest --secret=db',
    'az account get-access-token --query accessToken -o tsv',
    'az keyvault secret show --name db --vault-name v',
    'vault read -field=password database/creds/app',
    'vault kv get secret/app',
    "kubectl get secret db -o jsonpath='{.data.password}'",
    "kubectl -n shop get secret/db -o jsonpath='{.data.password}' | base64 -d",
    "kubectl get secret db -o go-template='{{.data.password | base64decode}}'",
    'kubectl get secret db -o json | jq -r .data.password',
    'kubectl get secret db -o yaml | grep password',
    'oc whoami -t',
    'cd /srv && sudo gh auth token',
    'pass show ops/db',
    'sops -d secrets.yaml',
    'echo "$(gcloud auth print-access-token)"',
    "ssh bastion 'vault kv get -field=pw secret/app'",
  ])('is one: %s', statement => expect(printed(statement)).toEqual(['hunter2-x']));

  test.each([
    'aws configure get region',
    'aws secretsmanager list-secrets',
    'gcloud auth list',
    'vault status',
    'vault read sys/health',
    'kubectl get secrets',
    "kubectl get secret db -o jsonpath='{.metadata.name}'",
    'kubectl get pods -o yaml',
    'curl -H "Authorization: Bearer $(gcloud auth print-access-token)" https://api/x',
    'TOKEN=$(vault kv get -field=t secret/app)',
    'aws ecr get-login-password | docker login --username AWS --password-stdin registry',
    "kubectl get secret db -o jsonpath='{.data.pw}' | wc -c",
  ])('is none: %s', statement => expect(printed(statement)).toEqual([]));

  test('is no sentence where it failed', () => {
    const said = 'hvs.abc123\nError reading secret: permission denied\n';
    expect(printed('vault kv get -field=x secret/app', said, true)).toEqual(['hvs.abc123']);
  });

  test('of an object with secrets is its data alone, in YAML and in JSON', () => {
    const yaml = `apiVersion: v1
items:
- apiVersion: v1
  data:
    password: aHVudGVyMg==
    user: cm9vdA==
  kind: Secret
  metadata:
    annotations:
      last: |
        {"apiVersion":"v1","data":{"old":"b2xkZXI="},"kind":"Secret"}
    name: db
  stringData:
    conf: |
      pw=in the clear
    pin: "1234"
  type: Opaque
`;
    const found = printed('kubectl get secrets -A -o yaml', yaml);
    expect([...found].sort()).toEqual(['1234', 'aHVudGVyMg==', 'b2xkZXI=', 'cm9vdA==', 'pw=in the clear']);
    const json = `{
    "apiVersion": "v1",
    "data": {
        "password": "aHVudGVyMg=="
    },
    "kind": "Secret"
}`;
    for (const how of ['-ojson', '-o json', '--output=json'])
      expect(printed(`kubectl get secret db ${how}`, json)).toEqual(['aHVudGVyMg==']);
  });
});
