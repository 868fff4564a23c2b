import {describe, expect, test} from 'vitest';
import {parseAllDocuments} from 'yaml';
import {hooks} from '../../../src/relay/hooks/index.js';
import {printConfig} from '../../../src/relay/print-config/index.js';
import {alertOf, posted} from '../../support/hook-request.js';

const documents = (options: Parameters<typeof printConfig.elastalert>[0]) =>
  parseAllDocuments(printConfig.elastalert(options)).map(document => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as Record<string, unknown>;
  });

const FULL = {url: 'https://relay.example/', tokenFile: '/etc/wk/token', source: 'logs'};

describe('the alertmanager alerter', () => {
  test('posts to a path of the hook, with the token as a password', () => {
    const [alertmanager] = documents(FULL);
    expect(alertmanager).toEqual({
      alert: ['alertmanager'],
      alertmanager_hosts: ['https://relay.example/v1/hooks/elastalert'],
      alertmanager_api_version: 'v2',
      alertmanager_basic_auth_login: 'elastalert',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of ElastAlert
      alertmanager_basic_auth_password: '${WK_RELAY_TOKEN}',
      alertmanager_labels: {severity: 'warning'},
      alertmanager_fields: {host: 'host.name'},
    });
    const host = String(alertmanager?.alertmanager_hosts);
    expect(hooks.elastalert.aliases).toContain(
      new URL(`${host}/api/${alertmanager?.alertmanager_api_version}/alerts`).pathname,
    );
  });

  test('makes an alert that the hook reads', () => {
    const [rule] = documents(FULL);
    const sent = {
      labels: {...(rule?.alertmanager_labels as object), host: 'web-1', alertname: 'R', elastalert_rule: 'R'},
      annotations: {},
    };
    expect(alertOf(hooks.elastalert.open({}).read(posted([sent]))).alert.labels).toEqual(sent.labels);
  });
});

describe('the HTTP POST alerter', () => {
  test('posts to the hook, under the name of the source', () => {
    expect(documents(FULL)[1]).toEqual({
      alert: ['post'],
      http_post_url: 'https://relay.example/v1/hooks/elastalert?source=logs',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of ElastAlert
      http_post_headers: {Authorization: 'Bearer ${WK_RELAY_TOKEN}'},
      http_post_static_payload: {alertname: 'NAME OF THE RULE', severity: 'warning'},
    });
  });

  test('sends a document that the hook reads', () => {
    const added = documents(FULL)[1]?.http_post_static_payload as object;
    const match = {'@timestamp': '2026-11-20T17:58:00Z', host: {name: 'web-1'}, ...added};
    expect(alertOf(hooks.elastalert.open({}).read(posted(match))).alert.labels).toEqual({
      alertname: 'NAME OF THE RULE',
      severity: 'warning',
      host: 'web-1',
    });
  });
});

test('sends no token where the relay wants none', () => {
  expect(printConfig.elastalert({url: 'http://127.0.0.1:9095'})).not.toContain('WK_RELAY_TOKEN');
});
