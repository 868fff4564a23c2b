import {afterEach, describe, expect, test} from 'vitest';
import {aNight, type Night} from '../support/night.js';

let night: Night | undefined;

afterEach(async () => {
  await night?.end();
  night = undefined;
});

const MINUTE = 60_000;

async function busy(columns: number, rows: number): Promise<Night> {
  night = await aNight({columns, rows});
  for (const host of ['db-1', 'db-2', 'db-3', 'db-4']) {
    await night.alert('DatabasePoolExhausted', {
      labels: {instance: `${host}:9100`},
      annotations: {summary: 'pool 50 of 50, 312 waiting', runbook_url: 'https://runbooks.example/pool'},
      age: 190_000,
    });
  }
  await night.alert('CheckoutErrorRate', {
    labels: {service: 'checkout'},
    annotations: {summary: '7.3 % of requests fail'},
    age: 40_000,
  });
  await night.alert('DiskFillingUp', {
    labels: {severity: 'high', instance: 'db-7', mountpoint: '/var/lib/pg'},
    annotations: {summary: '9 % left'},
  });
  await night.alert('CertExpiresSoon', {
    labels: {severity: 'warning', service: 'edge', instance: 'www.shop'},
    age: 60 * MINUTE,
  });
  await night.alert('QueueBacklog', {labels: {severity: 'high', service: 'mailer'}, age: 120 * MINUTE});
  await night.silenced('QueueBacklog', {id: 'aaaaaaaa-0000-0000-0000-000000000000'});
  await night.wait(4000);
  return night;
}

describe('a calm board says that the quiet is real', () => {
  test.each([
    [60, 15],
    [80, 24],
    [120, 40],
    [200, 50],
  ])('at %ix%i', async (columns, rows) => {
    night = await aNight({columns, rows});
    await night.health({});
    const lines = night.screen.frame().split('\n');
    expect(lines).toHaveLength(rows);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(columns);
    expect(night.screen.frame()).toContain('Nothing needs you. Sources answer.');
  });
});

describe('a busy board', () => {
  test('at 60x15', async () => {
    const {screen} = await busy(60, 15);
    expect(screen.frame()).toMatchInlineSnapshot(`
      " eu● P1 5 P2 1 P3 1
       needs you 7 in 4 rows
      ▌P1  1:46    DatabasePoolExhausted    db-1 +3        ×4  3m
       P1  4m      CheckoutErrorRate        db-1              <1m
       P2  13m     DiskFillingUp            db-7 /…ib/pg       1m
       P3  2h      CertExpiresSoon          www.shop           1h
       quiet 1 · 1 silenced (1 ends in 14m)






       DatabasePoolExhausted  pool 50 of 50, 312 waiting
       a ack  e escalate  s silence  r runbook  enter open  ? keys"
    `);
  });

  test('at 80x24', async () => {
    const {screen} = await busy(80, 24);
    expect(screen.frame()).toMatchInlineSnapshot(`
      " wk   eu ● <10s   P1 5   P2 1   P3 1                                     03:00Z
      ────────────────────────────────────────────────────────────────────────────────
       needs you 7 in 4 rows
      ▌P1 ▲ ack in 1:46  DatabasePoolExhausted payments db-1 +3 pool 50 of 5…  ×4  3m
       P1 ▲ ack in 4m    CheckoutErrorRate     checkout db-1    7.3 % of req…     <1m
       P2 ◆ ack in 13m   DiskFillingUp         db-7 /var/lib/pg 9 % left           1m
       P3 · ack in 2h    CertExpiresSoon       edge www.shop    CertExpiresS…      1h
       quiet 1 · 1 silenced (1 ends in 14m)                                 tab opens









      ────────────────────────────────────────────────────────────────────────────────
       DatabasePoolExhausted · P1 · since 02:56:50 (3m) · 4 alerts · first time
       pool 50 of 50, 312 waiting
       runbook ↗   6 alerts share instance=db-1:9100
       each instance db-1:9100  db-2:9100  db-3:9100  db-4:9100
      ────────────────────────────────────────────────────────────────────────────────
       a ack  e escalate  s silence  n note  r runbook  i incident  enter open  ? keys"
    `);
  });

  test('at 120x40', async () => {
    const {screen} = await busy(120, 40);
    expect(screen.frame()).toMatchInlineSnapshot(`
      " wk   eu ● <10s   P1 5   P2 1   P3 1                                                                             03:00Z
      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
       needs you 7 in 4 rows
      ▌P1 ▲ ack in 1:46    DatabasePoolExhausted    payments db-1 +3         pool 50 of 50, 312 waiting               ×4   3m
       P1 ▲ ack in 4m      CheckoutErrorRate        checkout db-1            7.3 % of requests fail                       <1m
       P2 ◆ ack in 13m     DiskFillingUp            paymen… db-7 /var/lib/pg 9 % left                                      1m
       P3 · ack in 2h      CertExpiresSoon          edge www.shop            CertExpiresSoon happened                      1h
       quiet 1 · 1 silenced (1 ends in 14m)                                                                         tab opens






















      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
       DatabasePoolExhausted · P1 · since 02:56:50 (3m) · 4 alerts · first time in this log
       pool 50 of 50, 312 waiting
       runbook ↗   6 alerts share instance=db-1:9100
       each instance db-1:9100  db-2:9100  db-3:9100  db-4:9100
       severity=critical service=payments instance=db-1:9100


      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
       a ack  e escalate  A ack…  u release  s silence  n note  r runbook  i incident  enter open  / filter  : command  ? keys"
    `);
  });

  test('at 200x50 what surrounds the selected row stands beside it', async () => {
    const {screen} = await busy(200, 50);
    const lines = screen.frame().split('\n');
    expect(lines).toHaveLength(50);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(200);
    expect(lines.find(line => line.startsWith(' DatabasePoolExhausted · P1'))).toMatch(
      /first time in this log {5,}severity=critical service=payments/,
    );
    expect(screen.frame()).toContain('each instance db-1:9100  db-2:9100  db-3:9100  db-4:9100');
  });
});

describe('bad weather', () => {
  const gone = {
    state: 'down' as const,
    lastGood: Date.parse('2026-11-20T02:55:00Z'),
    trouble: {kind: 'unreachable' as const, message: 'connection refused (10.0.3.4:9093)', hint: 'Is it running?'},
  };

  test('a source that is gone stands across the top, its rows as of then, at 120x40', async () => {
    const watch = await busy(120, 40);
    await watch.health(gone);
    expect(watch.screen.frame()).toMatchInlineSnapshot(`
      " wk   eu ✗ 5m   P1 5   P2 1   P3 1                                                                               03:00Z
       eu blind 5m: connection refused (10.0.3.4:9093). Is it running?
      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
       needs you 7 in 4 rows
      ▌P1 ~ ack in 1:45    DatabasePoolExhausted    payments db-1 +3         as of 02:55 · pool 50 of 50, 312 wai…    ×4   3m
       P1 ~ ack in 4m      CheckoutErrorRate        checkout db-1            as of 02:55 · 7.3 % of requests fail         <1m
       P2 ~ ack in 13m     DiskFillingUp            paymen… db-7 /var/lib/pg as of 02:55 · 9 % left                        1m
       P3 ~ ack in 2h      CertExpiresSoon          edge www.shop            as of 02:55 · CertExpiresSoon happen…         1h
       quiet 1 · 1 silenced (1 ends in 14m)                                                                         tab opens





















      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
       DatabasePoolExhausted · as of 02:55 · P1 · since 02:56:50 (3m) · 4 alerts · first time in this log
       pool 50 of 50, 312 waiting
       runbook ↗   6 alerts share instance=db-1:9100
       each instance db-1:9100  db-2:9100  db-3:9100  db-4:9100
       severity=critical service=payments instance=db-1:9100


      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
       a ack  e escalate  A ack…  u release  s silence  n note  r runbook  i incident  enter open  / filter  : command  ? keys"
    `);
  });

  test('and at 60x15', async () => {
    const watch = await busy(60, 15);
    await watch.health(gone);
    expect(watch.screen.frame()).toMatchInlineSnapshot(`
      " eu✗5m P1 5 P2 1 P3 1
       eu blind 5m: connection refused. Is it running?
       needs you 7 in 4 rows
      ▌P1~ 1:45    DatabasePoolExhausted    db-1 +3        ×4  3m
       P1~ 4m      CheckoutErrorRate        db-1              <1m
       P2~ 13m     DiskFillingUp            db-7 /…ib/pg       1m
       P3~ 2h      CertExpiresSoon          www.shop           1h
       quiet 1 · 1 silenced (1 ends in 14m)





       DatabasePoolExhausted  as of 02:55 · pool 50 of 50, 312 wa…
       a ack  e escalate  s silence  r runbook  enter open  ? keys"
    `);
  });

  test.each([
    [60, 15],
    [80, 24],
  ])(
    'rows of a blind source are told from the others without any colour, and of when they are, at %ix%i',
    async (columns, rows) => {
      const watch = await busy(columns, rows);
      await watch.sees(columns < 72 ? 'P1  1:4' : 'P1 ▲ ack in 1:4');
      await watch.health(gone);
      await watch.sees(columns < 72 ? '▌P1~ ' : '▌P1 ~ ');
      const marked = watch.screen
        .frame()
        .split('\n')
        .filter(line => /^.P\d ?~ /.test(line));
      expect(marked).toHaveLength(4);
      expect(watch.screen.frame()).toMatch(/DatabasePoolExhausted +(· )?as of 02:55/);
      await watch.press('enter');
      if (columns > 72) await watch.sees('as of 02:55, its source does not answer');
    },
  );

  test('what is not recorded is the loudest thing on the screen', async () => {
    night = await aNight({columns: 80});
    const {diskFull} = await import('../support/memory-journal.js');
    night.journal.failure = diskFull();
    await night.alert('DiskFull');
    await night.sees('NOT RECORDED since');
    await night.press('n', 'x', 'enter');
    night.journal.failure = undefined;
    await night.wait(20_000);
  });

  test('the sources view tells what is wrong and what to do', async () => {
    const watch = await busy(80, 24);
    await watch.health(gone);
    await watch.press(':');
    await watch.type('sources');
    await watch.press('enter');
    await watch.sees('eu blind 5m: connection refused (10.0.3.4:9093). Is it running?');
    await watch.sees('am-1:9093');
  });
});
