import {start} from './a-night.js';
import {type FakeDesk, fakeDesk} from './fake-desk.js';
import {fakeRunner} from './fake-runner.js';
import type {NightOptions} from './night.js';

/** A night in which the runbook of the one alert has just been opened. */
export async function walking(over: Partial<NightOptions> = {}) {
  const desk = (over.desk as FakeDesk | undefined) ?? fakeDesk();
  const runner = fakeRunner();
  const redact = (text: string, secrets: readonly string[]) => desk.redact(text, secrets);
  const night = await start({columns: 120, rows: 30, desk, runs: {runner, redact}, ...over});
  await night.alert('DiskFull', {labels: {alertname: 'DiskFull', service: 'payments', severity: 'critical'}});
  await night.press('r');
  await night.sees('Disk filling up');
  const runs = () => runner.started.map(request => request.text);
  const running = () => runner.started.at(-1)?.run ?? '';
  return {night, desk, runner, runs, running};
}
