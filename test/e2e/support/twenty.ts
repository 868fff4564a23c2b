import {onTestFinished} from 'vitest';
import {postAlerts, type RealAlertmanager, startAlertmanager} from '../../support/real.js';
import {type Desk, openDesk} from './desk.js';
import {freshAlert} from './posts.js';

/** The alerts that fire. */
export const NAMES = Array.from({length: 20}, (_, index) => `Site${String(index).padStart(2, '0')}`);

/** An Alertmanager with twenty alerts firing; ends with the test. */
export async function served(): Promise<RealAlertmanager> {
  const server = await startAlertmanager();
  onTestFinished(() => server.stop());
  await postAlerts(server.url, NAMES.map(freshAlert));
  return server;
}

export function deskFor({url}: RealAlertmanager, config = ''): Promise<Desk> {
  return openDesk(`alertmanagers: [{name: eu, urls: ["${url}"], poll: 1s}]\n${config}`);
}
