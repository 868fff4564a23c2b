import {describe, expect, test} from 'vitest';
import type {Banner} from '../../../src/core/board/banner.js';
import {bannerText} from '../../../src/ui/frame/banner-text.js';
import {start} from '../../support/a-night.js';
import {diskFull} from '../../support/memory-journal.js';

const blind: Banner = {
  kind: 'blind',
  tone: 'alarm',
  text: 'eu blind 3m: nothing listens there (connection refused), retrying in 8s',
  why: ': nothing listens there (connection refused), retrying in 8s',
  hint: 'Check that Alertmanager runs and is reachable from here: curl http://am:9093/-/ready',
};

describe('a banner keeps what to do next', () => {
  test('in one line where all of it fits', () => {
    expect(bannerText({...blind, hint: 'Is it up?'}, {width: 119, lines: 1})).toEqual([
      'eu blind 3m: nothing listens there (connection refused), retrying in 8s. Is it up?',
    ]);
  });

  test.each([
    [59, 2],
    [79, 2],
    [119, 1],
  ])('whole at %i cells in %i lines: the why gives way', (width, lines) => {
    const said = bannerText(blind, {width, lines});
    expect(said.length).toBeLessThanOrEqual(lines);
    for (const text of said) expect(text.length).toBeLessThanOrEqual(width);
    expect(said.join(' ')).toContain('curl http://am:9093/-/ready');
    expect(said.join(' ')).toMatch(/^eu blind 3m/);
  });

  test('in one line of 60 columns with the cause shortened', () => {
    const member: Banner = {
      kind: 'member-down',
      tone: 'warning',
      text: 'eu: 1 of 2 members silent: connection refused (10.0.3.4:9093)',
      why: ': connection refused (10.0.3.4:9093)',
      hint: 'Is it running?',
    };
    expect(bannerText(member, {width: 59, lines: 1})).toEqual([
      'eu: 1 of 2 members silent: connection refus… Is it running?',
    ]);
  });

  test('and cuts a name rather than the keys that answer', () => {
    const reminder: Banner = {
      kind: 'reminder',
      tone: 'warning',
      text: 'Look again: KubePersistentVolumeFillingUp (4 alerts) and 2 more is still yours, acked 2h ago',
      why: ', acked 2h ago',
      hint: 'a: still on it, n: a note, u: give it back',
    };
    const [said = ''] = bannerText(reminder, {width: 59, lines: 1});
    expect(said).toMatch(/^Look again: .*…/);
    expect(said.length).toBeLessThanOrEqual(59);
  });
});

describe('a banner whose reason counts more than its advice', () => {
  const refused: Banner = {
    kind: 'blind',
    tone: 'alarm',
    text: 'b refuses us (401): 127.0.0.1:9093 refuses our credentials (401): Unauthorized, retrying in 8s',
    why: ': 127.0.0.1:9093 refuses our credentials (401): Unauthorized, retrying in 8s',
    brief: 'b refuses us (401)',
    hint: 'Check `auth` and `headers` of this server in the configuration, and that the secret they name is current.',
  };
  const ack: Banner = {
    kind: 'ack-trouble',
    tone: 'warning',
    text: 'Ack of CheckoutErrorRate not placed: eu refuses our credentials (401): Unauthorized',
    why: ': eu refuses our credentials (401): Unauthorized',
    brief: 'Ack of CheckoutErrorRate not placed: eu refuses our credentials (401): Unauthorized',
    hint: refused.hint,
  };

  test.each([59, 79, 119])('says it in one line of %i cells', width => {
    expect(bannerText(refused, {width, lines: 1})[0]).toMatch(/^b refuses us \(401\)/);
    expect(bannerText(ack, {width, lines: 1})[0]).toMatch(/^Ack of CheckoutErrorRate not placed: eu refuses our/);
  });

  test('and what to do beside it where there is room for both', () => {
    expect(bannerText(refused, {width: 79, lines: 2}).join(' ')).toContain('that the secret they name is current.');
    expect(bannerText(ack, {width: 79, lines: 2}).join(' ')).toMatch(
      /Unauthorized\. Check `auth` and `headers` of this server.*…$/,
    );
  });
});

describe('the loudest bar', () => {
  test.each([
    [60, 15],
    [80, 24],
  ])('says at %ix%i what to do, and what still works where there is room', async (columns, rows) => {
    const night = await start({columns, rows});
    await night.alert('DiskFull');
    night.journal.failure = diskFull();
    await night.press('a');
    await night.sees('NOT RECORDED since');
    await night.sees('Free some space');
    const lines = night.screen.frame().split('\n');
    expect(lines).toHaveLength(rows);
    await night.sees('DiskFull');
  });
});

describe('what a narrow screen must not lose', () => {
  const acted: Banner = {
    kind: 'lease',
    tone: 'notice',
    text: 'The relay acted for you from 03:01 to 03:03',
    brief: 'The relay acted for you 03:01 to 03:03',
    hint: 'l shows it; e whom it called.',
  };

  test('is from when to when a relay acted, and the key', () => {
    expect(bannerText(acted, {width: 79, lines: 1})).toEqual([
      'The relay acted for you from 03:01 to 03:03. l shows it; e whom it called.',
    ]);
    expect(bannerText(acted, {width: 59, lines: 1})).toEqual(['The relay acted for you 03:01 to 03:03. l shows it.']);
  });

  test.each([
    ['DiskFull', 59, 'Runbook of DiskFull: escalate to the database team'],
    ['DiskFull', 79, 'Runbook of DiskFull: escalate to the database team. p in it calls somebody.'],
    ['DatabasePoolExhausted', 59, 'Runbook of DatabasePoolExhausted: escalate to the database…'],
  ])('is of which alert a runbook says that it is time: %s in %i cells', (name, width, said) => {
    const brief = `Runbook of ${name}: escalate to the database team`;
    const why = ', 15m are over';
    const hint = 'p in it calls somebody; a note (n) on the alert says that you saw to it.';
    const due: Banner = {kind: 'escalate', tone: 'warning', text: brief + why, why, brief, hint};
    expect(bannerText(due, {width, lines: 1})).toEqual([said]);
  });
});
