import {describe, expect, test} from 'vitest';
import {checkFile} from '../../src/config/check-file.js';
import {problemText} from '../../src/config/read-file.js';

function problems(text: string): readonly string[] {
  const checked = checkFile(text);
  return checked.ok ? [] : checked.problems.map(problem => problemText('/x/config.yaml', problem));
}

describe('checking the configuration file', () => {
  test('an empty file and one with only comments are good', () => {
    expect(problems('')).toEqual([]);
    expect(problems('# nothing\n')).toEqual([]);
  });

  test('a section whose lines are all commented out is good', () => {
    expect(problems('ui:\n  # bell: false\noperator: ana\n')).toEqual([]);
  });

  test('an unknown key is named with its line and the key that was meant', () => {
    expect(problems('operator: ana\nalertmanagers:\n  - name: eu\n    urls: [http://am:9093]\n    pol: 5s\n')).toEqual([
      'config.yaml:5: alertmanagers[0].pol: unknown key; did you mean `poll`?',
    ]);
  });

  test('an unknown key like no other gets the list of known ones', () => {
    expect(problems('prometheus: {url: "http://p:9090", flavour: mild}')).toEqual([
      'config.yaml:1: prometheus.flavour: unknown key; known here: url, auth, headers, tls, proxy',
    ]);
  });

  test('every problem is told, not only the first', () => {
    expect(problems('ack: {duration: 5}\nseverity:\n  map: {page: P9}\n')).toEqual([
      'config.yaml:1: ack.duration: write a duration such as 30s, 15m, 4h or 1d',
      'config.yaml:3: severity.map.page: write P1, P2, P3 or P4',
    ]);
  });

  test('a missing key is told where it is missing', () => {
    expect(problems('alertmanagers:\n  - name: eu\n')).toEqual([
      'config.yaml:2: alertmanagers[0].urls: is missing: write {name: NAME, urls: [http://am-1:9093]}',
    ]);
  });

  test('a secret in clear is refused, and not repeated', () => {
    const told = problems('alertmanagers:\n  - urls: [http://am:9093]\n    auth: {bearer: hunter2}\n').join('\n');
    expect(told).toContain('config.yaml:3: alertmanagers[0].auth.bearer: a secret is never written here in clear');
    expect(told).not.toContain('hunter2');
  });

  test('a header that carries a secret is refused in clear', () => {
    const told = problems('prometheus:\n  url: http://p:9090\n  headers: {Authorization: Bearer hunter2}\n').join('\n');
    expect(told).toContain('config.yaml:3: prometheus.headers: a header that carries a secret');
    expect(told).not.toContain('hunter2');
  });

  test('a password in a URL is refused, and not repeated', () => {
    const told = problems('alertmanagers: [{urls: ["http://ana:hunter2@am:9093"]}]').join('\n');
    expect(told).toContain('without user and password');
    expect(told).not.toContain('hunter2');
  });

  test('a secret needs exactly one place', () => {
    expect(problems('prometheus: {url: "http://p", auth: {bearer: {env: A, file: /b}}}')).toEqual([
      'config.yaml:1: prometheus.auth.bearer: give one of env, file and command',
    ]);
  });

  test('a duration of zero and a zone that does not exist are refused', () => {
    expect(problems('ack: {remind: 0s}\nui: {zone: Mars/Olympus}')).toEqual([
      'config.yaml:1: ack.remind: write a duration such as 30s, 15m, 4h or 1d',
      'config.yaml:2: ui.zone: write a time zone such as Europe/Berlin or UTC',
    ]);
  });

  test('a watchdog that is no matcher is refused', () => {
    expect(problems('alertmanagers: [{urls: ["http://am"], watchdog: "alertname=~\\"(\\""}]').join()).toContain(
      'alertmanagers[0].watchdog: write matchers',
    );
  });

  test('what is not YAML is told with its line', () => {
    expect(problems('operator: ana\nui: {bell: true\n').join()).toMatch(/^config.yaml:\d+: /);
    expect(problems('operator: ana\noperator: lee\n').join()).toContain('config.yaml:2: ');
  });

  test('aliases that multiply are refused', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]`),
    ];
    expect(problems(bomb.join('\n')).join()).toContain('alias');
  });

  test('sections of fuller versions are accepted as they are', () => {
    expect(
      problems('targets: {room: {kind: slack}}\nescalation: {default: {levels: []}}\nfeed: {url: ws://x}\n'),
    ).toEqual([]);
  });

  test('a list where sections belong is refused', () => {
    expect(problems('- operator: ana')).toEqual([
      'config.yaml: write sections such as `alertmanagers:` and `operator:`',
    ]);
  });
});
