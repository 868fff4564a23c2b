import {describe, expect, test} from 'vitest';
import {checkFile} from '../../src/config/check-file.js';
import {contactsOf, policiesOf} from '../../src/config/escalation.js';
import {problemText} from '../../src/config/read-file.js';
import {policyFor} from '../../src/core/escalation/policy.js';

const MINUTE = 60_000;

const COMPANY = `
operator: ana
targets:
  secondary: {kind: pagerduty, routing_key: {env: PD_KEY}}
  room: {kind: slack, webhook: {env: SLACK_WEBHOOK_URL}}
  hook: {kind: webhook, url: "http://127.0.0.1:8080/page"}
escalation:
  payments:
    match: 'team="payments"'
    severity: [P1, P2]
    levels:
      - {name: primary, after: 0m, people: [ana]}
      - {name: secondary, after: 5m, people: [lee], to: [secondary]}
      - {name: lead, after: 15m, people: [mo], to: [secondary, room], auto: true}
    no_progress: 30m
    unresolved: {after: 1h, to: [hook]}
  default:
    levels: [{name: secondary, after: 5m, to: [secondary]}, {name: room, after: 15m, to: [room, hook]}]
contacts:
  lee: {name: Lee, field: databases, phone: "+1 555 0100", targets: [secondary], slack: U012}
schedule: {primary: {kind: rotation, users: [ana, lee, mo], length: 7d, start: 2026-11-02T09:00, zone: Europe/Berlin}}
`;

function problems(text: string): readonly string[] {
  const checked = checkFile(text);
  return checked.ok ? [] : checked.problems.map(problem => problemText('/x/config.yaml', problem));
}

/** What the check says of the escalation section alone, in a company with the targets `pager` and `room`. */
function faults(escalation: string, more = ''): readonly string[] {
  const text = `targets: {pager: {kind: webhook, url: "http://h/"}, room: {kind: webhook, url: "http://h/"}}\n${more}\nescalation: ${escalation}`;
  return problems(text).map(line => line.replace(/^config.yaml:\d+: /, ''));
}

function read(text: string) {
  const checked = checkFile(text);
  if (!checked.ok) throw new Error(checked.problems.map(({message}) => message).join('\n'));
  return {policies: policiesOf(checked.data.escalation ?? {}), contacts: contactsOf(checked.data.contacts ?? {})};
}

describe('the escalation section', () => {
  test('is good as a company writes it, and reads as policies with times', () => {
    expect(problems(COMPANY)).toEqual([]);
    const {policies, contacts} = read(COMPANY);
    expect(policies.map(({name}) => name)).toEqual(['payments', 'default']);
    expect(policies[0]?.levels.map(({name, after, auto}) => [name, after / MINUTE, auto])).toEqual([
      ['primary', 0, false],
      ['secondary', 5, false],
      ['lead', 15, true],
    ]);
    expect(policies[0]?.noProgress.after.P2).toBe(30 * MINUTE);
    expect(policies[0]?.unresolved).toMatchObject({to: ['hook'], after: {P1: 60 * MINUTE}});
    expect(contacts.lee).toMatchObject({contact: 'lee', name: 'Lee', field: 'databases', targets: ['secondary']});
  });

  test('has the times of the practice where it says none, the fifth level for P1 only', () => {
    const {policies} = read(
      'targets: {p: {kind: webhook, url: "http://h/"}}\nescalation: {all: {levels: [{to: [p]}, {to: [p]}, {to: [p]}, {to: [p]}, {to: [p]}]}}',
    );
    const [policy] = policies;
    expect(policy?.levels.map(({after}) => after / MINUTE)).toEqual([0, 5, 15, 30, 60]);
    expect(policy?.levels.at(-1)?.severities).toEqual(['P1']);
    expect(policy?.noProgress.after).toEqual({P1: 15 * MINUTE, P2: 30 * MINUTE});
    expect(policy?.unresolved.after).toEqual({P1: 60 * MINUTE});
  });

  test('gives an alert the first policy that fits its labels and severity, and `default` what is left', () => {
    const {policies} = read(COMPANY);
    const of = (team: string, severity: 'P1' | 'P3') => policyFor({labels: {team}, severity}, policies)?.name;
    expect([of('payments', 'P1'), of('payments', 'P3'), of('web', 'P1')]).toEqual(['payments', 'default', 'default']);
  });

  test('a policy goes on with the levels of another one, each as long after the last', () => {
    const {policies} = read(
      'targets: {p: {kind: webhook, url: "http://h/"}}\nescalation:\n  a: {match: t="a", levels: [{name: one, after: 10m, to: [p]}], continue_with: b}\n  b: {match: t="b", levels: [{name: two, after: 5m, to: [p]}]}',
    );
    expect(policies[0]?.levels.map(({name, after}) => [name, after / MINUTE])).toEqual([
      ['one', 10],
      ['two', 15],
    ]);
  });
});

describe('checking the escalation section', () => {
  test('a level that reaches nobody is told where it stands', () => {
    expect(faults('{a: {levels: [{name: first, to: [pager]}, {name: second}]}}')).toEqual([
      'escalation.a.levels[1]: reaches nobody: name people or targets, as in to: [secondary]',
    ]);
    expect(faults('{a: {levels: [{to: [pager]}, {people: [lee]}]}}', 'contacts: {lee: {field: databases}}')).toEqual([
      'escalation.a.levels[1]: reaches nobody: lee has no targets and no phone in contacts',
    ]);
    expect(faults('{a: {levels: [{to: [pager]}, {people: [lee]}]}}', 'contacts: {lee: {phone: "+1 555"}}')).toEqual([]);
    expect(problemsOf('escalation: {a: {}}')).toEqual([
      'escalation.a: has no levels: write levels: [{name: secondary, after: 5m, to: [secondary]}]',
    ]);
  });

  test('a level of somebody who is nobody is told, also as the first one, unless that is whoever sits here', () => {
    const nobody = 'reaches nobody: zed has no targets and no phone in contacts';
    expect(faults('{a: {levels: [{after: 5m, people: [zed]}]}}')).toEqual([`escalation.a.levels[0]: ${nobody}`]);
    expect(faults('{a: {levels: [{people: [zed]}, {to: [pager]}]}}')).toEqual([]);
    expect(faults('{a: {levels: [{people: [zed], auto: true}]}}')).toEqual([
      'escalation.a.levels[0]: sends nothing by itself: zed has no targets in contacts; name them, or leave `auto` out',
    ]);
    expect(faults('{a: {levels: [{to: [pager]}], unresolved: {after: 1h, people: [zed]}}}')).toEqual([
      `escalation.a.unresolved: ${nobody}`,
    ]);
  });

  test('what is to send by itself to people who only have a phone is told', () => {
    const aws = 'contacts: {aws: {phone: "+1 555"}}';
    const said = 'sends nothing by itself: aws has no targets in contacts; name them, or leave `auto` out';
    expect(faults('{a: {levels: [{to: [pager]}, {people: [aws], auto: true}]}}', aws)).toEqual([
      `escalation.a.levels[1]: ${said}`,
    ]);
    expect(faults('{a: {levels: [{to: [pager]}], unresolved: {after: 1h, people: [aws], auto: true}}}', aws)).toEqual([
      `escalation.a.unresolved: ${said}`,
    ]);
    expect(faults('{a: {levels: [{to: [pager]}, {people: [aws]}]}}', aws)).toEqual([]);
    expect(
      faults(
        '{a: {levels: [{to: [pager]}, {people: [web], auto: true}]}}',
        'contacts: {lee: {targets: [pager]}}\nschedule: {web: {kind: rotation, users: [lee], length: 7d, start: 2026-11-02T09:00, zone: UTC}}',
      ),
    ).toEqual([]);
  });

  test('a status page is no level of a policy and reaches nobody', () => {
    const page =
      'targets: {pager: {kind: webhook, url: "http://h/"}, page: {kind: statuspage, page: x, api_key: {env: K}}}';
    const said = 'page pages nobody, and everybody reads it: name a target that pages';
    expect(
      problemsOf(`${page}\nescalation: {a: {levels: [{to: [pager, page]}], no_progress: {after: 5m, to: [page]}}}`),
    ).toEqual([`escalation.a.levels[0].to[1]: ${said}`, `escalation.a.no_progress.to[0]: ${said}`]);
    expect(problemsOf(`${page}\ncontacts: {lee: {targets: [page]}}`)).toEqual([`contacts.lee.targets[0]: ${said}`]);
    expect(problemsOf(`${page}\nincidents: {audiences: {status-page: {to: [page]}}}`)).toEqual([]);
  });

  test('a target, a person or a policy that is not there is told, with the one that was meant', () => {
    expect(faults('{a: {levels: [{to: [pagr]}]}}')).toEqual([
      'escalation.a.levels[0].to[0]: no target is called pagr; did you mean `pager`?',
    ]);
    expect(faults('{a: {levels: [{to: [pager]}, {people: [le]}]}}', 'contacts: {lee: {phone: "1"}}')).toEqual([
      'escalation.a.levels[1].people[0]: no contact and no schedule is called le; did you mean `lee`?',
    ]);
    expect(faults('{a: {levels: [{to: [pager]}], continue_with: zulu}}')).toEqual([
      'escalation.a.continue_with: no policy is called zulu; there are a',
    ]);
    expect(faults('{a: {levels: [{to: [pager]}], unresolved: {after: 1h, to: [rom]}}}')).toEqual([
      'escalation.a.unresolved.to[0]: no target is called rom; did you mean `room`?',
    ]);
    expect(problemsOf('contacts: {lee: {targets: [pager]}}')).toEqual([
      'contacts.lee.targets[0]: no target is called pager; there are none',
    ]);
  });

  test('policies in a circle are told', () => {
    const circle =
      '{a: {match: t="a", levels: [{to: [pager]}], continue_with: b}, b: {levels: [{to: [room]}], continue_with: a}}';
    expect(faults(circle)).toEqual([
      'escalation.a.continue_with: goes in a circle: a, then b, then a',
      'escalation.b.continue_with: goes in a circle: b, then a, then b',
    ]);
  });

  test('a policy behind one that takes every alert is told', () => {
    expect(faults('{all: {levels: [{to: [pager]}]}, db: {match: t="db", levels: [{to: [room]}]}}')).toEqual([
      'escalation.db: is never reached: all takes every alert before it. Put this one above it, or restrict it by `match`.',
    ]);
    expect(
      faults('{bad: {severity: [P1, P2], levels: [{to: [pager]}]}, db: {match: t="db", levels: [{to: [room]}]}}'),
    ).toEqual([]);
    expect(faults('{default: {levels: [{to: [pager]}]}, db: {match: t="db", levels: [{to: [room]}]}}')).toEqual([]);
  });

  test('levels out of order and two of one name are told', () => {
    expect(faults('{a: {levels: [{name: x, after: 10m, to: [pager]}, {name: x, after: 5m, to: [room]}]}}')).toEqual([
      'escalation.a.levels[1]: has the name of a level before it: give each a name of its own',
    ]);
    expect(faults('{a: {levels: [{after: 10m, to: [pager]}, {after: 5m, to: [room]}]}}')).toEqual([
      'escalation.a.levels[1]: is due before the level above it, which is due after 10m',
    ]);
  });

  function problemsOf(text: string): readonly string[] {
    return problems(text).map(line => line.replace(/^config.yaml:\d+: /, ''));
  }
});
