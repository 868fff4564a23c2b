import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {expressionOf, fillLink, linksOf, permalinkText} from '../../../src/core/alert/link-template.js';
import {anAlert, NIGHT} from '../../support/given.js';

const alert = anAlert({
  labels: {alertname: 'A', service: 'pay & go/ü'},
  annotations: {id: '7'},
  startsAt: NIGHT - 60_000,
});

describe('fillLink', () => {
  test('fills and encodes labels, annotations and the time around the alert', () => {
    const url = fillLink(
      'https://g.example/d/x?s={{ labels.service }}&i={{annotations.id}}&from={{ from }}&to={{ to }}',
      alert,
      {now: NIGHT},
    );
    expect(url).toBe(`https://g.example/d/x?s=pay%20%26%20go%2F%C3%BC&i=7&from=${NIGHT - 31 * 60_000}&to=${NIGHT}`);
  });

  test('gives no link where a value is missing or the result is no web address', () => {
    expect(fillLink('https://g.example/{{ labels.nope }}', alert, {now: NIGHT})).toBeUndefined();
    expect(fillLink('https://g.example/{{ what }}', alert, {now: NIGHT})).toBeUndefined();
    expect(fillLink('javascript:alert(1)', alert, {now: NIGHT})).toBeUndefined();
    expect(fillLink('{{ labels.service }}', alert, {now: NIGHT})).toBeUndefined();
    expect(fillLink('https://g.example/{{ labels.constructor }}', alert, {now: NIGHT})).toBeUndefined();
  });

  test('no value leaves its place in the address', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), value => {
        const filled = fillLink(
          'https://g.example/d?v={{ labels.v }}&z=1',
          {...alert, labels: {v: value}},
          {now: NIGHT},
        );
        const url = new URL(filled ?? '');
        expect([url.host, url.pathname, url.searchParams.get('z'), url.hash]).toEqual(['g.example', '/d', '1', '']);
      }),
    );
  });
});

test('links come in the order of use, each address once, and only web addresses', () => {
  const linked = anAlert({
    labels: {alertname: 'A', service: 'pay'},
    annotations: {
      wiki: 'https://w.example',
      summary: 'see https://no.example',
      graph_url: 'https://gr.example',
      runbook_url: 'https://r.example',
      action: 'https://act.example',
      dashboard: 'https://d.example',
      also: 'https://r.example',
      evil: 'javascript:1',
      ftp: 'ftp://f.example',
      spaced: ' https://sp.example ',
      escaped: 'https://x.example/\u001b]0;x',
    },
    generatorURL: 'http://prom:9090/graph?g0.expr=up',
  });
  const links = linksOf(
    linked,
    {grafana: 'https://g.example/{{ labels.service }}', broken: '{{ labels.no }}'},
    {now: NIGHT},
  );
  expect(links.map(({name, url}) => `${name} ${url}`)).toEqual([
    'action https://act.example',
    'runbook https://r.example',
    'dashboard https://d.example',
    'graph https://gr.example',
    'wiki https://w.example',
    'spaced https://sp.example',
    'grafana https://g.example/pay',
    'expression http://prom:9090/graph?g0.expr=up',
  ]);
});

test('the expression is read from what Prometheus links to', () => {
  expect(expressionOf('http://p/graph?g0.expr=up%7Bjob%3D%22a%22%7D+%3D%3D+0&g0.tab=1')).toBe('up{job="a"} == 0');
  expect(expressionOf('http://p/graph')).toBeUndefined();
  expect(expressionOf('http://p/graph?g0.expr=%E0%A4%A')).toBeUndefined();
});

test('an alert is named for a paste', () => {
  expect(permalinkText(anAlert({fingerprint: 'abc', startsAt: NIGHT}))).toBe('eu/abc since 2026-11-20T03:00:00.000Z');
});
