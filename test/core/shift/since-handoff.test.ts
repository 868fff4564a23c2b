import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import {shiftBanners} from '../../../src/core/board/shift-banner.js';
import {stateCheck} from '../../../src/core/checklist/state-checks.js';
import type {Settings} from '../../../src/core/settings.js';
import type {Command} from '../../../src/core/shift/command.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {endsByItself, untoldAtEnd} from '../../../src/core/shift/turns.js';
import {anAlert, NIGHT, story, types} from '../../support/given.js';
import {aLayer, aSchedule, DAY, HOUR, wall} from '../schedule/given.js';

const MINUTE = 60_000;
/** Ana is on call until six in the morning in Berlin, then lee. */
const ENDS = Date.parse('2026-11-20T05:00:00Z');
const WRITTEN = ENDS - 20 * MINUTE;
const LATER = ENDS - 10 * MINUTE;
const LAYER = aLayer({users: ['ana', 'lee'], start: wall('2026-11-19T06:00'), length: DAY});
const TURNS: Partial<Settings> = {schedules: [aSchedule([LAYER])], turns: {grace: 2 * HOUR}};
const tick = {type: 'tick-turns'} as const;

const CHECKOUT = of('CheckoutErrorRate', 'critical');
const SLOW = of('CheckoutSlow', 'high');
const DISK = of('DiskFull', 'critical');

function of(name: string, severity: string, more: Readonly<Record<string, string>> = {}): Alert {
  return anAlert({labels: {alertname: name, severity, ...more}, startsAt: NIGHT});
}

function fired(alert: Alert, over: Partial<Extract<NewFact, {type: 'alert.fired'}>> = {}): NewFact {
  const {source, fingerprint, startsAt, labels, state} = alert;
  const severity = {critical: 'P1', high: 'P2', warning: 'P3'}[labels.severity ?? ''] ?? 'P4';
  return {
    type: 'alert.fired',
    ...{source, fingerprint, startsAt, labels, state, on: startsAt},
    severity: severity as 'P1',
    ...over,
  };
}

function resolved({source, fingerprint, startsAt}: Alert, at: number): NewFact {
  return {type: 'alert.resolved', source, fingerprint, startsAt, on: at, reason: 'absent'};
}

/** The handoff of ana's watch was written 20 minutes before its end; this is what she had heard by then. */
function written(before: readonly NewFact[] = [], drawnAt = WRITTEN) {
  const night = story({settings: TURNS});
  night.when(tick, NIGHT);
  night.hears(before, NIGHT + MINUTE, 'wk');
  const shift = night.state().shift.shift?.id ?? '';
  night.hears([{type: 'handoff.written', sha256: 'x', shift, observed: {now: drawnAt}}], WRITTEN, 'ana');
  const untold = () => {
    const {shift: running} = night.state().shift;
    return running === undefined ? [] : untoldAtEnd(running, night.state()).map(({what, name}) => `${what} ${name}`);
  };
  const then = (fact: NewFact, at = LATER) => night.hears([fact], at, 'wk');
  const asks = (command: Command, at = LATER) => night.when(command, at);
  return {...night, shift, untold, then, asks};
}

describe('a handoff that was written before something happened that its reader must know', () => {
  test('is no handoff of a P1 that fired since: the watch goes on for the grace, and the banner says why', () => {
    const night = written();
    night.then(fired(CHECKOUT));
    expect(night.when(tick, ENDS + 10 * MINUTE)).toEqual([]);
    expect(endsByItself(night.state())).toBe(ENDS + 2 * HOUR);
    expect(shiftBanners(night.state(), LATER).map(({tone, text, hint}) => [tone, text, hint])).toEqual([
      [
        'warning',
        'The watch of ana ends in 10m: the handoff of 04:40Z was written before CheckoutErrorRate (P1) fired',
        'h writes the handoff again, :shift ends it.',
      ],
    ]);
    night.then(fired(SLOW));
    expect(shiftBanners(night.state(), ENDS + HOUR)[0]?.text).toBe(
      'The watch of ana was to end 1h ago: the handoff of 04:40Z was written before CheckoutErrorRate (P1) fired, and 1 more; it ends by itself in 1h',
    );
  });

  test('is one again once it is written anew', () => {
    const night = written();
    night.then(fired(CHECKOUT));
    night.hears([{type: 'handoff.written', sha256: 'y', shift: night.shift}], ENDS, 'ana');
    expect(night.untold()).toEqual([]);
    expect(night.when(tick, ENDS + 5 * MINUTE - 1)).toEqual([]);
    expect(types(night.when(tick, ENDS + 5 * MINUTE))).toEqual(['shift.ended']);
  });

  test('is not ticked off in the list for the end', () => {
    const night = written();
    expect(stateCheck('handoff', night.state(), LATER).said).not.toContain('CheckoutErrorRate');
    night.then(fired(CHECKOUT));
    expect(stateCheck('handoff', night.state(), LATER)).toEqual({
      ok: false,
      said: 'Not as it is now: the handoff of 04:40Z was written before CheckoutErrorRate (P1) fired. h opens it, w writes and sends.',
    });
  });

  test('lacks what fired between the drawing and the writing of it', () => {
    expect(written([fired(CHECKOUT)], NIGHT).untold()).toEqual(['fired CheckoutErrorRate']);
    expect(written([fired(CHECKOUT)]).untold()).toEqual([]);
  });

  test('stays owed after the watch has ended by itself', () => {
    const night = written();
    night.then(fired(CHECKOUT));
    expect(types(night.when(tick, ENDS + 2 * HOUR))).toEqual(['shift.ended']);
    expect(shiftBanners(night.state(), ENDS + 3 * HOUR)[0]?.text).toBe(
      'The handoff of ana is owed: the watch ended, 1h ago by its schedule; the handoff of 04:40Z was written before CheckoutErrorRate (P1) fired',
    );
  });

  test('and a restart from a snapshot forget none of it', () => {
    const night = written();
    night.then(fired(DISK));
    night.then(resolved(DISK, LATER + MINUTE), LATER + MINUTE);
    const shift = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(night.state().shift, LATER))));
    const running = shift?.shift;
    expect(shift && running && untoldAtEnd(running, {...night.state(), shift})).toMatchObject([{name: 'DiskFull'}]);
  });

  test('is not held against what fires after the watch would have been over', () => {
    const night = written();
    night.then(fired(CHECKOUT), ENDS + 6 * MINUTE);
    expect(night.when(tick, ENDS + HOUR)).toMatchObject([{type: 'shift.ended', on: ENDS + 5 * MINUTE}]);
  });
});

describe('what a reader of the handoff must know', () => {
  test('is a P1 that is over again, and a P2 as long as it fires', () => {
    const night = written();
    night.then(fired(CHECKOUT));
    night.then(fired(SLOW));
    expect(night.untold()).toEqual(['fired CheckoutErrorRate', 'fired CheckoutSlow']);
    night.then(resolved(CHECKOUT, ENDS), ENDS);
    night.then(resolved(SLOW, ENDS), ENDS);
    expect(night.untold()).toEqual(['passed CheckoutErrorRate']);
  });

  test('a P2 that ends lets the watch end five minutes later, not as if nothing had been', () => {
    const night = written();
    night.then(fired(SLOW));
    night.then(resolved(SLOW, ENDS + HOUR), ENDS + HOUR);
    expect(night.when(tick, ENDS + HOUR + 5 * MINUTE - 1)).toEqual([]);
    expect(night.when(tick, ENDS + HOUR + 6 * MINUTE)).toMatchObject([{on: ENDS + HOUR + 5 * MINUTE}]);
  });

  test('is no P3 or P4, however often it comes and goes', () => {
    const night = written();
    for (const severity of ['warning', 'info']) {
      const flapping = of('Flapping', severity);
      for (const minute of [1, 2, 3]) {
        night.then(fired({...flapping, startsAt: WRITTEN + minute}), WRITTEN + minute * MINUTE);
        night.then(resolved({...flapping, startsAt: WRITTEN + minute}, WRITTEN), WRITTEN + minute * MINUTE + 1);
      }
      night.then(fired(flapping));
    }
    expect(night.untold()).toEqual([]);
  });

  test('is nothing that it has already: the same alert again, or one more of its service', () => {
    const pod = (name: string) => of('PodDown', 'critical', {service: 'api', pod: name});
    const night = written([fired(DISK), fired(pod('a'))]);
    night.then(resolved(DISK, LATER));
    night.then(fired({...DISK, startsAt: LATER}));
    night.then(fired(pod('b')));
    expect(night.untold()).toEqual([]);
    night.then(resolved({...DISK, startsAt: LATER}, LATER + MINUTE), LATER + MINUTE);
    expect(night.untold()).toEqual([]);
  });

  test('is the same alert where it has become a P1', () => {
    const night = written([fired(of('DiskFull', 'warning'))]);
    night.then(fired(DISK));
    expect(night.untold()).toEqual(['fired DiskFull']);
  });

  test('is what somebody acked since, but not what a silence holds back', () => {
    const night = written();
    night.then(fired(CHECKOUT, {state: 'suppressed', suppressedBy: ['planned']}));
    expect(night.untold()).toEqual([]);
    night.then(fired(DISK));
    const {source, fingerprint, startsAt} = DISK;
    const matchers = [{name: 'alertname', value: 'DiskFull', isRegex: false, isEqual: true}];
    night.then({
      type: 'ack.requested',
      ...{ack: 'wk-1', source, title: 'DiskFull', alerts: [{fingerprint, startsAt}], matchers},
      ...{duration: 15 * MINUTE, comment: 'ACK!', extend: true},
    } as NewFact);
    night.then({type: 'alert.changed', source, fingerprint, startsAt, state: 'suppressed', suppressedBy: ['s1']});
    expect(night.untold()).toEqual(['fired DiskFull']);
  });

  test('is an alert that it has as silenced, and that nobody holds any more', () => {
    const night = written([fired(DISK, {state: 'suppressed', suppressedBy: ['s1']})]);
    const {source, fingerprint, startsAt} = DISK;
    night.then({type: 'alert.changed', source, fingerprint, startsAt, state: 'active', suppressedBy: []});
    expect(night.untold()).toEqual(['freed DiskFull']);
    night.then({type: 'alert.changed', source, fingerprint, startsAt, state: 'suppressed', suppressedBy: ['s2']});
    expect(night.untold()).toEqual([]);
  });

  test('is no alert that always fires', () => {
    const night = written();
    night.then(fired(of('Watchdog', 'critical')));
    expect(night.untold()).toEqual([]);
  });

  test('is an incident that was declared or taken up again, unless it is closed', () => {
    const night = written();
    night.asks({type: 'declare-incident', title: 'checkout is down', severity: 'P3', alerts: []});
    const [incident = ''] = night.state().shift.incidents.keys();
    expect(night.untold()).toEqual([`declared ${incident}`]);
    night.hears([{type: 'handoff.written', sha256: 'y', shift: night.shift}], LATER + 1, 'ana');
    night.then({type: 'incident.resolved', incident, on: LATER + 2}, LATER + 2);
    expect(night.untold()).toEqual([]);
    night.then({type: 'incident.reopened', incident, because: 'operator'}, LATER + 3);
    expect(night.untold()).toEqual([`reopened ${incident}`]);
    night.then({type: 'incident.closed', incident, on: LATER + 4}, LATER + 4);
    expect(night.untold()).toEqual([]);
  });

  test('is a page that was given up, while what it is about goes on', () => {
    const night = written([fired(DISK)]);
    const {source, fingerprint, startsAt} = DISK;
    night.then({
      type: 'delivery.requested',
      ...{delivery: 'd1', target: 'phone', kind: 'pagerduty', verb: 'create', key: 'k', thread: 't', title: 'DiskFull'},
      ...{alerts: [{source, fingerprint, startsAt}], escalation: 'e1', expiresAt: ENDS},
      message: {title: 'x', text: 'x', severity: 'P1', status: 'firing', source: 'eu', by: 'ana', at: LATER},
    } as NewFact);
    expect(night.untold()).toEqual([]);
    night.then({type: 'delivery.failed', delivery: 'd1', reason: 'HTTP 500', final: true} as NewFact);
    expect(night.untold()).toEqual(['unsent phone']);
    night.then(resolved(DISK, LATER));
    expect(night.untold()).toEqual([]);
  });

  test('is a source that tells nothing any more, as long as that lasts', () => {
    const night = written();
    night.then({type: 'source.lost', source: 'eu', reason: 'no route', on: LATER});
    night.then({type: 'watchdog.missing', source: 'us', on: LATER});
    expect(night.untold()).toEqual(['lost eu', 'unwatched us']);
    night.then({type: 'source.recovered', source: 'eu', on: ENDS + HOUR, lostFor: HOUR}, ENDS + HOUR);
    night.then({type: 'watchdog.returned', source: 'us', on: ENDS + HOUR}, ENDS + HOUR);
    expect(night.untold()).toEqual([]);
    expect(endsByItself(night.state())).toBe(ENDS + HOUR + 5 * MINUTE);
  });
});
