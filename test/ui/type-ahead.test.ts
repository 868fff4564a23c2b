import {describe, expect, test} from 'vitest';
import {start} from '../support/a-night.js';

describe('keys that arrive in one go', () => {
  test.each([
    ['a', 'a', 'q', 'q', 'y', 'j', 'j', 'a', 'j'],
    ['a', 'q', 'y'],
    ['a', 'ctrl-c', 'y'],
  ])('never leave over an ack that was asked for just before: %s %s %s', async (...keys) => {
    const night = await start({columns: 120, rows: 30});
    await night.alert('DiskFull');
    await night.alert('SiteDown');
    await night.pressTogether('g', ...keys);
    expect(night.left()).toBe(false);
    await night.sees('─ quit ─');
    await night.press('n');
    await night.passes(5000);
    expect(night.source.drafts.length).toBeGreaterThan(0);
    await night.sees('on it 1');
  });

  test('answer no question about a release, an expiry or a quit that they opened themselves', async () => {
    const night = await start({columns: 120, rows: 30});
    const alert = await night.alert('DiskFull');
    await night.engine.dispatch({type: 'ack', alerts: [`eu/${alert.fingerprint}`]}, 'lee');
    await night.passes(5000);
    await night.pressTogether('g', 'u', 'y');
    await night.sees('release DiskFull');
    expect(night.recorded()).not.toContain('ack.ended');
    await night.press('n');
    await night.pressTogether(':', 's', 'i', 'l', 'enter', 'x', 'y');
    await night.sees('expire the silence');
    expect(night.source.expired).toEqual([]);
    await night.press('n', 'esc');
    await night.pressTogether('q', 'y');
    expect(night.left()).toBe(false);
    await night.sees('─ quit ─');
  });
});
