import {describe, expect, test} from 'vitest';
import {start} from '../support/a-night.js';

async function declared() {
  const night = await start({columns: 60, rows: 15});
  await night.alert('DiskFull');
  await night.press('i', 'enter', 'enter');
  await night.sees('you are its commander');
  return night;
}

describe('what can be put right in an incident', () => {
  test('is the text of an entry: it reads as corrected, and the log keeps what was recorded', async () => {
    const night = await declared();
    await night.press('m', '1');
    await night.sees('how the entry reads from now on');
    await night.press('ctrl-u');
    await night.type('ana took it over');
    await night.press('enter');
    await night.sees('ana took it over (corrected)');
    expect(night.recorded()).toContain('incident.entry-corrected');
    await night.press('m', '1', 'ctrl-u', 'enter');
    await night.sees('as it was recorded');
    await night.sees('ana is incident commander');
  });

  test('is when an entry happened; what is no time is refused', async () => {
    const night = await declared();
    await night.press('m', '2');
    await night.sees('when it really happened');
    await night.press('ctrl-u');
    await night.type('soon');
    await night.press('enter');
    await night.sees('is no time that has passed');
    await night.press('m', '2', 'ctrl-u');
    await night.type('1h');
    await night.press('enter');
    await night.sees('it happened at 02:00');
    await night.sees('02:00 ana is incident commander');
  });

  test('is what stands in the timeline: an entry is hidden, and shown again', async () => {
    const night = await declared();
    await night.press('m', '4');
    await night.sees('hidden;');
    night.seesNot('ana is incident commander of');
    await night.press('m', '9');
    await night.sees('show which entry again');
    await night.press('1');
    await night.sees('shown again');
    await night.sees('ana is incident commander of');
  });

  test('is what is linked: an address with its title stands above the timeline', async () => {
    const night = await declared();
    await night.press('m', '5');
    await night.type('https://grafana.example/d/pay payments');
    await night.press('enter');
    await night.sees('linked payments');
    expect(night.recorded()).toContain('incident.link-added');
  });

  test('is which alerts belong to it: more by matchers, and one taken off', async () => {
    const night = await declared();
    await night.alert('QueueFull');
    await night.press('m', '6');
    await night.type('Nothing');
    await night.press('enter');
    await night.sees('No alert that fires now fits Nothing');
    await night.press('m', '6');
    await night.type('QueueFull');
    await night.press('enter');
    await night.sees('link 1 alert to INC-');
    await night.press('y');
    await night.sees('1 alert linked');
    await night.press('m', '7');
    await night.sees('which alerts do not belong');
    await night.press('1', 'enter');
    await night.sees('taken off INC-');
    expect(night.recorded().filter(type => type.includes('linked'))).toEqual([
      'incident.alert-linked',
      'incident.alert-unlinked',
    ]);
  });

  test('is when it began', async () => {
    const night = await declared();
    await night.press('m', '8');
    await night.sees('which time of INC-');
    await night.press('1');
    await night.sees('when it really began');
    await night.press('ctrl-u');
    await night.type('2h');
    await night.press('enter');
    await night.sees('began: ');
    expect(night.recorded()).toContain('incident.time-corrected');
  });
});
