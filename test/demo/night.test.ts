import {describe, expect, test} from 'vitest';
import {fingerprint} from '../../src/core/alert/fingerprint.js';
import {backgroundAlerts} from '../../src/demo/night/background.js';
import {NIGHT, type NightEvent} from '../../src/demo/night/event.js';
import {night} from '../../src/demo/night/night.js';

const fires = (events: readonly NightEvent[], name: string) =>
  events.filter(event => event.kind === 'fire' && event.alert.labels.alertname === name);

describe('the night', () => {
  test('is the same for the same seed, and another one for another', () => {
    expect(night(3)).toEqual(night(3));
    expect(night(4)).not.toEqual(night(3));
  });

  test('is in order and within its hours, for any seed', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const times = night(seed).map(({at}) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times[0]).toBe(0);
      expect(times.at(-1)).toBeLessThan(NIGHT);
    }
  });

  test('begins with a board to look at, and a new P1 comes within a quarter of a minute', () => {
    const events = night();
    expect(events.filter(({at, kind}) => at === 0 && kind === 'fire').length).toBeGreaterThan(15);
    const critical = events.find(event => event.kind === 'fire' && event.alert.labels.severity === 'critical');
    expect(critical?.at).toBeLessThan(15_000);
  });

  test('has what a bad night has', () => {
    const events = night();
    expect(fires(events, 'DiskFillingUp').length).toBeGreaterThan(10);
    const pool = events.filter(event => event.kind === 'fire' && event.alert.labels.service === 'payments-api');
    expect(new Set(pool.map(({cluster}) => cluster))).toEqual(new Set(['eu', 'us']));
    const storm = fires(events, 'TargetDown');
    expect(storm.length).toBeGreaterThan(200);
    expect((storm.at(-1)?.at ?? 0) - (storm[0]?.at ?? 0)).toBeLessThan(60_000);
    const watchdog = events.filter(
      event => event.kind === 'resolve' && event.labels.alertname === 'Watchdog' && event.cluster === 'eu',
    );
    expect(watchdog).toHaveLength(1);
    expect(fires(events, 'Watchdog').filter(({cluster}) => cluster === 'eu')).toHaveLength(2);
    expect(events.filter(({kind}) => kind === 'link')).toHaveLength(2);
    expect(events.filter(event => event.kind === 'silence' && event.by === 'lee').length).toBeGreaterThan(3);
  });

  test('ends nothing that does not fire, and fires nothing twice at once', () => {
    const firing = new Set<string>();
    const alerts = night().filter(event => event.kind === 'fire' || event.kind === 'resolve');
    const wrong = alerts.filter(event => {
      const isFire = event.kind === 'fire';
      const id = fingerprint(isFire ? event.alert.labels : event.labels);
      const isWrong = firing.has(id) === isFire;
      if (isFire) firing.add(id);
      else firing.delete(id);
      return isWrong;
    });
    expect(wrong).toEqual([]);
  });
});

test('the background has as many alerts as asked for, each with its own labels, spread over both sites', () => {
  const {eu, us} = backgroundAlerts(2_001, 7);
  expect([eu.length, us.length]).toEqual([1_001, 1_000]);
  expect(new Set([...eu, ...us].map(alert => fingerprint(alert.labels))).size).toBe(2_001);
});
