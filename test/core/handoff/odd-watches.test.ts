import {describe, expect, test} from 'vitest';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {draftOf} from '../../../src/core/handoff/draft.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import {shiftsIn} from '../../../src/core/handoff/shifts.js';
import {aSilence, aWatch, NIGHT, recorded, someSettings, story} from '../../support/given.js';
import {acked, fired, HOUR, handedOff, log, MINUTE, noted, pool, resolved, type Told, WATCH} from './given.js';
import {paged} from './paged.js';

const inZone = (timeZone: string) => ({ui: {...someSettings().ui, timeZone}});

describe('a watch', () => {
  const SHIFT = {shift: 's1', operator: 'ana'};
  const told = (facts: readonly Told[], to: number) => {
    const all = log(facts);
    return handoffMarkdown(handoffDocument(aWatch({facts: all}), all, {...WATCH, to, shift: SHIFT.shift}));
  };

  test('in which nothing happened has a handoff that says so', () => {
    const text = told(
      [
        {after: 0, by: 'ana', fact: {type: 'shift.started', ...SHIFT}},
        {after: 0, by: 'ana', fact: {type: 'shift.ended', shift: 's1'}},
      ],
      NIGHT,
    );
    expect(text).toContain('# Handoff: 2026-11-20 03:00Z to 2026-11-20 03:00Z');
    for (const said of [
      'Nothing waits for you.',
      'None was declared.',
      'Nothing fires.',
      'No P1 or P2 began in this watch.',
    ])
      expect(text).toContain(said);
  });

  test('that nobody began is not told as if there were one', () => {
    const all = log([noted('a note', 10)]);
    const now = NIGHT + HOUR;
    const text = (facts: typeof all) => draftOf(aWatch({facts}), facts, {now}).markdown;
    expect(text(all)).toContain('- **No watch** was begun: this is of everything in the log');
    expect(text([])).toContain('- **No watch** was begun');
    const began = log([{after: 0, by: 'ana', fact: {type: 'shift.started', ...SHIFT}}]);
    const [shift] = shiftsIn(began);
    expect(draftOf(aWatch({facts: began}), began, {now, shift}).markdown).not.toContain('No watch');
  });

  test('says when it was by the clocks of its operator, too, where they are not UTC', () => {
    const facts = log([{after: 0, by: 'ana', fact: {type: 'shift.started', ...SHIFT}}]);
    const text = (timeZone: string) =>
      handoffMarkdown(handoffDocument(aWatch({facts, settings: inZone(timeZone)}), facts, {...WATCH, shift: 's1'}));
    expect(text('Asia/Kolkata')).toContain(
      '- **Times** are UTC; by the clocks of ana (Asia/Kolkata, UTC+5:30) it was 2026-11-20 08:30 to 2026-11-20',
    );
    expect(text('UTC')).toContain('- **Times** are UTC\n');
  });

  test('in which the clocks were put back says what they were ahead before and after', () => {
    const from = Date.parse('2026-10-24T20:00:00Z');
    const started = recorded([{type: 'shift.started', ...SHIFT, zone: 'Europe/Berlin'}], from);
    const span = {from, to: from + 12 * HOUR, now: from + 12 * HOUR, shift: SHIFT.shift};
    expect(handoffMarkdown(handoffDocument(aWatch({facts: started}), started, span))).toContain(
      '- **Times** are UTC; by the clocks of ana (Europe/Berlin, UTC+2, then UTC+1) it was 2026-10-24 22:00 to 2026-10-25 09:00\n',
    );
  });

  test('of somebody else is not told by the clocks of whoever reads it, but by theirs', () => {
    const began = story({settings: inZone('America/Sao_Paulo')});
    began.when({type: 'start-shift', operator: 'ana'}, NIGHT);
    const facts = began.state().log;
    const read = (log: typeof facts) =>
      handoffMarkdown(
        handoffDocument(aWatch({facts: log, settings: {...inZone('Asia/Kolkata'), operator: 'lee'}}), log, WATCH),
      );
    expect(read(facts)).toContain('by the clocks of ana (America/Sao_Paulo, UTC-3) it was 2026-11-20 00:00 to');
    const silent = log([{after: 0, by: 'ana', fact: {type: 'shift.started', ...SHIFT}}]);
    expect(read(silent)).toContain('- **Times** are UTC\n');
  });

  test('of two people names both, and who did what', () => {
    const text = told(
      [
        {after: 0, by: 'ana', fact: {type: 'shift.started', ...SHIFT}},
        noted('from ana', 10),
        {...noted('from mo', 20), by: 'mo'},
      ],
      NIGHT + HOUR,
    );
    expect(text).toContain('- **Outgoing**: ana, with mo\n');
    expect(text).toContain('ana: from ana');
    expect(text).toContain('mo: from mo');
  });

  test('over midnight names both days', () => {
    const midnight = Date.parse('2026-11-21T00:00:00Z');
    const minutes = (midnight - NIGHT) / MINUTE;
    const facts = log([
      {after: minutes - 60, by: 'ana', fact: {type: 'shift.started', ...SHIFT}},
      noted('before', minutes - 1),
      noted('after', minutes + 1),
    ]);
    const span = {from: midnight - HOUR, to: midnight + HOUR, now: midnight + HOUR, shift: SHIFT.shift};
    const text = handoffMarkdown(handoffDocument(aWatch({facts}), facts, span));
    expect(text).toContain('# Handoff: 2026-11-20 23:00Z to 2026-11-21 01:00Z');
    expect(text).toContain('- 23:59Z ana: before\n- 00:01Z ana: after');
  });
});

describe('what no watch would tell of', () => {
  const started = (after: number, shift: string, operator: string): Told => ({
    after,
    by: operator,
    fact: {type: 'shift.started', shift, operator},
  });
  const ended = (after: number, shift: string): Told => ({after, by: 'ana', fact: {type: 'shift.ended', shift}});
  const of = (told: readonly Told[], shift: string, [from, to]: readonly [number, number]) => {
    const facts = log(told);
    const span = {from: NIGHT + from * MINUTE, to: NIGHT + to * MINUTE, now: NIGHT + to * MINUTE, shift};
    return handoffMarkdown(handoffDocument(aWatch({facts}), facts, span));
  };

  test('given nobody had the watch, the next one names the gap and what was done in it', () => {
    const told = [
      started(0, 's1', 'ana'),
      ended(60, 's1'),
      noted('in the gap', 90),
      started(120, 's2', 'lee'),
      noted('in the watch', 130),
    ];
    const text = of(told, 's2', [120, 180]);
    expect(text).toContain('- **Before it** nobody had the watch, from 2026-11-20 04:00Z to 2026-11-20 05:00Z (1h)');
    expect(text).toContain('- 04:30Z ana: in the gap\n- 05:10Z ana: in the watch\n');
    expect(of(told, 's1', [0, 60])).not.toContain('nobody had the watch');
    expect(of([started(0, 's1', 'ana'), ended(60, 's1'), started(60, 's2', 'lee')], 's2', [60, 90])).not.toContain(
      'nobody had the watch',
    );
  });

  test('what is planned is scheduled work, and no change yet', () => {
    const on = WATCH.now + 4 * HOUR;
    const change: Told = {
      after: 30,
      by: 'ana',
      fact: {type: 'change.recorded', change: 'c1', text: 'new disks', service: 'mail', on},
    };
    const facts = log([change]);
    const silence = aSilence({state: 'pending', startsAt: on, endsAt: on + HOUR, createdBy: 'mo', comment: 'deploy'});
    const handoff = handoffDocument(aWatch({facts, silences: [silence]}), facts, WATCH);
    expect(handoff.changes).toEqual([]);
    const text = handoffMarkdown(handoff);
    expect(text).toContain(
      '## Scheduled work (2)\n\n- 15:00Z ana, mail: new disks\n- 15:00Z to 16:00Z mo: silence of ',
    );
    expect(handoffMarkdown(handedOff([]))).toContain('## Scheduled work\n\n*not recorded*: nobody recorded any.');
  });

  test('who was paged about a P1 that ended stands with it', () => {
    const sent: Told = {after: 13, fact: {type: 'delivery.sent', delivery: 'd1', attempts: 1}};
    const told = [fired(pool, 10), paged({delivery: 'd1', after: 12, people: ['lee']}), sent, resolved(pool, 20)];
    const [issue] = handedOff(told).ended;
    expect(issue?.pages).toMatchObject([{people: ['lee'], state: 'sent'}]);
    expect(handoffMarkdown(handedOff(told))).toContain('\n  - Paged 03:12Z lee by pager: sent');
  });

  test('the watch of another journal has what was not delivered there, and nothing of what was done here', () => {
    const there = log([started(0, 's1', 'ana'), paged({delivery: 'd1', after: 12, people: ['lee']})]).map(fact => ({
      ...fact,
      origin: 'anas',
    }));
    const here = log([fired(pool, 10), {...noted('mine', 20), by: 'zoe'}]);
    const facts = [...there, ...here];
    const handoff = handoffDocument(aWatch({facts}), facts, {...WATCH, shift: 's1', origin: 'anas'});
    expect(handoff.people).toEqual(['ana']);
    expect([handoff.figures.fired.P1, handoff.notes]).toEqual([0, []]);
    expect(handoff.unsent).toMatchObject([{delivery: 'd1', state: 'waiting'}]);
  });

  test('an ack that no cockpit extends is not said to be kept', () => {
    const facts = log([fired(pool, 10), acked(pool, 11)]);
    const silence = aSilence({
      id: 's1',
      comment: 'ACK! on it wk-12345678',
      endsAt: WATCH.now + 10 * MINUTE,
      matchers: [{name: 'alertname', value: 'PoolExhausted', isRegex: false, isEqual: true}],
    });
    const placed = {type: 'ack.placed', ack: 'ack-11', silence: 's1', startsAt: NIGHT, endsAt: silence.endsAt} as const;
    const all = [...facts, ...log([{after: 12, fact: {...placed, member: 'am-1'}}]).map(fact => ({...fact, seq: 3}))];
    const held = {...pool, state: 'suppressed' as const, silencedBy: ['s1']};
    const watch = aWatch({alerts: [held], facts: all, silences: [silence]});
    const text = (role: 'writer' | 'attached') => handoffMarkdown(handoffDocument({...watch, role}, all, WATCH));
    expect(text('writer')).toContain('kept while it fires');
    expect(text('attached')).not.toContain('kept while it fires');
  });
});

test('what began weeks after a watch is not told as if it had been its own', () => {
  const weeks = 28 * 24 * HOUR;
  const late = {...pool, startsAt: NIGHT + weeks};
  const facts = log([fired(late, weeks / MINUTE)]);
  const text = (to: number) =>
    handoffMarkdown(handoffDocument(aWatch({alerts: [late], facts}), facts, {...WATCH, to, now: NIGHT + weeks + HOUR}));
  expect(text(WATCH.to)).toContain('- **Since**: 2026-12-18 03:00Z (1h), after this watch had ended\n');
  expect(text(WATCH.to)).toContain('Nobody has acked it; it began after this watch.');
  expect(text(NIGHT + weeks + HOUR)).not.toContain('after this watch');
});

test('what is still to be done about a closed incident is in every handoff until it is done', () => {
  const told = story();
  told.when({type: 'declare-incident', title: 'disk is full', severity: 'P2', alerts: []});
  const [incident = ''] = told.state().shift.incidents.keys();
  const due = Date.parse('2026-12-01T00:00:00Z');
  told.when({type: 'add-task', incident, text: 'alert on the pool', kind: 'action', owner: 'mo', due});
  told.when({type: 'resolve-incident', incident}, NIGHT + MINUTE);
  told.when({type: 'close-incident', incident, reason: 'done'}, NIGHT + 2 * MINUTE);
  const text = (from: number) => {
    const span = {from, to: from + HOUR, now: from + HOUR};
    return handoffMarkdown(handoffDocument(told.state(), told.state().log, span));
  };
  const line = `- [ ] ${incident}: alert on the pool (mo, due 2026-12-01)`;
  expect(text(NIGHT + HOUR)).toContain(`## Actions of closed incidents (1)\n\n${line}\n`);
  const [task = ''] =
    told
      .state()
      .shift.incidents.get(incident)
      ?.tasks.map(one => one.task) ?? [];
  told.when({type: 'finish-task', incident, task}, NIGHT + 3 * MINUTE);
  expect(text(NIGHT + HOUR)).not.toContain('alert on the pool');
});

test('a P1 that fires has whom to ask about it, and says so where nobody is known', () => {
  const policy = {
    name: 'all',
    match: [],
    severities: ['P1' as const],
    levels: [{name: 'first', after: 0, people: ['lee', 'primary'], to: [], auto: false}],
    noProgress: {after: {}, people: [], to: [], auto: false},
    unresolved: {after: {}, people: [], to: [], auto: false},
  };
  const lee = {contact: 'lee', name: 'Lee', field: 'databases', phone: '+1 555 0100', targets: [], ids: {}};
  const facts = log([fired(pool, 10)]);
  const text = (settings: Parameters<typeof aWatch>[0] = {}) =>
    handoffMarkdown(handoffDocument(aWatch({alerts: [pool], facts, ...settings}), facts, WATCH));
  expect(text({settings: {policies: [policy], contacts: {lee}}})).toContain(
    '- **Contact**: Lee (databases), +1 555 0100; primary\n',
  );
  expect(text()).toContain('- **Contact**: *not recorded*\n');
});

test('times of what began before the watch count from the alert as in the figures, and that is said', () => {
  const facts = log([fired({...pool, startsAt: NIGHT - HOUR}, 0), acked(pool, 2)]);
  const before = facts.map(fact => (fact.type === 'alert.fired' ? {...fact, on: NIGHT - HOUR} : fact));
  const {figures} = handoffDocument(aWatch({facts: before}), before, WATCH);
  expect(figures).toMatchObject({inherited: 1, timeToAck: {P1: {median: HOUR + 2 * MINUTE, inTime: 0}}});
  expect(handoffMarkdown(handoffDocument(aWatch({facts: before}), before, WATCH))).toContain(
    '1 call had begun before the watch: times count from the alert, not from the watch.',
  );
});

test('when nobody could see is told in the order of time, whether a source or the cockpit was away', () => {
  const at = (minutes: number) => NIGHT + minutes * MINUTE;
  const facts = log([
    {after: 0, fact: {type: 'watch.opened', on: at(0)}},
    {after: 10, fact: {type: 'watch.left', on: at(10)}},
    {after: 20, fact: {type: 'watch.opened', on: at(20)}},
    {after: 40, fact: {type: 'source.lost', source: 'eu', on: at(30), reason: 'gone'}},
    {after: 45, fact: {type: 'source.recovered', source: 'eu', on: at(45), lostFor: 15 * MINUTE}},
    {after: 50, fact: {type: 'watch.left', on: at(50)}},
    {after: 60, fact: {type: 'watch.opened', on: at(60)}},
  ]);
  const text = handoffMarkdown(handoffDocument(aWatch({facts}), facts, WATCH));
  const lines = text.slice(text.indexOf('## When we could not see')).split('\n').slice(2, 5);
  expect(lines.map(line => line.slice(2, 8))).toEqual(['03:10Z', '03:30Z', '03:50Z']);
});
