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

  test('a key that belongs one level up is told so', () => {
    expect(problems('alertmanagers:\n  - urls: [http://am-1:9093]\n    auth: {tls: {ca: ca.pem}}\n')).toContain(
      'config.yaml:3: alertmanagers[0].auth.tls: unknown key; it belongs one level up, beside `auth`',
    );
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
      'config.yaml:1: ack.remind: write a duration from 10s to 30d',
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

  test('a watch is told to targets that are there and that people read', () => {
    const targets = 'targets: {room: {kind: slack}, pager: {kind: pagerduty}}\n';
    expect(problems(`${targets}handoff: {posts: [room]}\n`)).toEqual([]);
    expect(problems(`${targets}handoff: {posts: [rom]}\n`).join()).toContain('room');
    expect(problems(`${targets}handoff: {posts: [pager]}\n`).join()).toContain('it would page somebody');
  });

  test('a room is made only where a target can make one', () => {
    const targets =
      'targets: {chat: {kind: slack, token: {env: X}, channel: C0123ABCD}, hook: {kind: slack, webhook: {env: X}}}\n';
    const room = (text: string, more = targets) => problems(`${more}incidents: {room: ${text}}\n`).join();
    expect(room('{name: "inc-{id}", at: chat, for: [P1, P2]}')).toBe('');
    expect(room('"inc-{id}"')).toBe('');
    expect(room('{at: hook}')).toContain('incidents.room.at: hook makes no rooms');
    expect(room('{at: hook}')).toContain('chat can');
    expect(room('{for: [P1]}', '')).toContain('none of the targets can');
    expect(room('{archive: true}')).toBe('');
    expect(room('{archive: true}', '')).toContain('incidents.room.archive: only Slack');
    expect(room('{archive: maybe}')).toContain('archive: true}');
    expect(room('{name: "inc-{who}"}')).toContain('incidents.room');
  });

  test('a list where sections belong is refused', () => {
    expect(problems('- operator: ana')).toEqual([
      'config.yaml: write sections such as `alertmanagers:` and `operator:`',
    ]);
  });
});

describe('a value that could not work is refused where it stands', () => {
  const AM = 'alertmanagers: [{name: eu, urls: ["http://am:9093"]';
  test.each([
    [
      "ui:\n  filter: '@state=bogus'",
      'config.yaml:2: ui.filter: is no filter, from its character 8 on: "bogus" is no state',
    ],
    ["ui: {filter: 'a=~('}", 'config.yaml:1: ui.filter: is no filter, from its character'],
    [
      "ui: {views: [{name: a, filter: '@age>banana'}]}",
      'ui.views[0].filter: is no filter, from its character 6 on: "banana"',
    ],
    ['ui:\n  views:\n    - {name: a}\n    - {name: a}', 'config.yaml:4: ui.views[1]: has the name of a view before it'],
    ['ui: {group: "a b"}', 'ui.group: write route, none, or label names with commas'],
    ['ui: {group: "@nope"}', 'ui.group: write route, none, or label names with commas'],
    ['severity: {label: "a b"}', 'severity.label: write the name of one label'],
    ['links: {a: "https://x/{{ nope }}"}', 'links.a: {{ nope }} stands for nothing; there are {{ labels.NAME }}'],
    ['links: {a: "https://x/{{ labels.b"}', 'links.a: a {{ without its }}'],
    ['links: {a: "x/{{ labels.b }}"}', 'links.a: write an address that begins with http'],
    [`${AM}, headers: {"X Y": z}}]`, 'alertmanagers[0].headers.X Y: this is no name of a header'],
    [`${AM}, poll: 1ms}]`, 'alertmanagers[0].poll: write a duration from 1s to 1h'],
    [`${AM}, poll: 30d}]`, 'alertmanagers[0].poll: write a duration from 1s to 1h'],
    ['ack: {duration: 1s}', 'ack.duration: write a duration from 10s to 30d'],
    ['ack: {duration: 50y}', 'ack.duration: write a duration from 10s to 30d'],
    [
      'alertmanagers:\n- urls: [http://a, "http://a/"]',
      'config.yaml:2: alertmanagers[0].urls[1]: is the same server as one before it',
    ],
    ['alertmanagers: [{urls: ["http://5"]}]', 'alertmanagers[0].urls[0]: write a URL such as'],
  ])('%s', (text, told) => {
    expect(problems(text)).toEqual([expect.stringContaining(told)]);
  });

  test('and what only looks odd is taken', () => {
    expect(
      problems(
        'ui: {filter: "", group: "service , @source", views: [{name: a, filter: "@state=acked disk"}, {name: b}]}\n' +
          'severity: {label: k8s.severity}\nack: {duration: 12s}\n' +
          'links: {a: "https://x/{{labels.a}}?f={{ from }}&t={{to}}"}\n' +
          'alertmanagers: [{urls: ["http://127.0.0.1:1", "http://[::1]:1"], poll: 1s, headers: {X-Y_z: a b}}]',
      ),
    ).toEqual([]);
  });
});
