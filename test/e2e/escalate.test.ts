import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {expect, onTestFinished, test} from 'vitest';
import {describeReal, postAlerts, startAlertmanager} from '../support/real.js';
import {openDesk} from './support/desk.js';
import {factsIn} from './support/journal.js';
import {freshAlert} from './support/posts.js';

interface Pager {
  readonly port: number;
  /** The keys of the pages that arrived, in order. */
  readonly keys: readonly string[];
  open(): Promise<void>;
  close(): Promise<void>;
}

/** A pager that is a web server here; closed, nothing listens on its port. */
async function aPager(): Promise<Pager> {
  const keys: string[] = [];
  const server: Server = createServer((request, response) => {
    keys.push(String(request.headers['idempotency-key']));
    request.resume().on('end', () => response.end('{}'));
  });
  const listen = (port: number) => new Promise<void>(resolve => server.listen(port, '127.0.0.1', () => resolve()));
  const close = () =>
    new Promise<void>(resolve => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  await listen(0);
  const {port} = server.address() as AddressInfo;
  onTestFinished(close);
  return {port, keys, open: () => listen(port), close};
}

async function onCall() {
  const server = await startAlertmanager();
  onTestFinished(() => server.stop());
  await postAlerts(server.url, [freshAlert('CheckoutDown')]);
  const pager = await aPager();
  const desk = await openDesk(
    [
      `alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]`,
      `targets: {pager: {kind: webhook, url: "http://127.0.0.1:${pager.port}/page"}}`,
      'contacts: {lee: {name: Lee, targets: [pager]}}',
      'escalation: {all: {levels: [{name: secondary, after: 30m, people: [lee]}]}}',
      '',
    ].join('\n'),
  );
  const board = async () => {
    const cockpit = desk.cockpit({cols: 60, rows: 15});
    await cockpit.waitFor(/▌P1.*CheckoutDown/, 30_000);
    return cockpit;
  };
  return {desk, pager, board};
}

type Cockpit = Awaited<ReturnType<Awaited<ReturnType<typeof onCall>>['board']>>;

/** From the board to yes, with keys only. */
async function page(cockpit: Cockpit): Promise<void> {
  cockpit.type('e');
  await cockpit.waitFor('Lee will read', 20_000);
  cockpit.type('\r');
  await cockpit.waitFor('┌─ page Lee by pager', 20_000);
  while (cockpit.screen().join('\n').includes('at its end')) {
    const before = cockpit.screen().join('\n');
    cockpit.type(' ');
    await cockpit.waitFor(screen => screen !== before, 20_000);
  }
  cockpit.type('y');
  await cockpit.waitFor(screen => !screen.includes('┌─ page'), 20_000);
}

describeReal('a P1 on a terminal of 60 x 15', ['prometheus-alertmanager'], () => {
  test('goes from the board to a page that has arrived', {timeout: 120_000}, async () => {
    const {desk, pager, board} = await onCall();
    const cockpit = await board();
    await page(cockpit);
    await cockpit.waitFor('✓ sent', 20_000);
    expect(pager.keys).toHaveLength(1);
    expect(factsIn(desk.state).map(({type}) => type)).toEqual(
      expect.arrayContaining(['escalation.requested', 'delivery.requested', 'delivery.sent']),
    );
  });

  test('is paged once though the pager is down and the cockpit is killed meanwhile', {timeout: 120_000}, async () => {
    const {desk, pager, board} = await onCall();
    await pager.close();
    const killed = await board();
    await page(killed);
    await killed.waitFor('Not sent yet to pager', 20_000);
    killed.kill('SIGKILL');
    await killed.exit;
    const cockpit = await board();
    await cockpit.waitFor('Not sent yet to pager', 20_000);
    await pager.open();
    cockpit.type(':deliveries\r');
    await cockpit.waitFor('Deliveries 1', 20_000);
    cockpit.type('r');
    await cockpit.waitFor('✓ sent, try', 30_000);
    const asked = factsIn(desk.state).filter(({type}) => type === 'delivery.requested');
    expect(asked).toMatchObject([{key: pager.keys[0]}]);
    expect(pager.keys).toHaveLength(1);
  });
});
