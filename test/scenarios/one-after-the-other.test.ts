import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';

test('rows are acked one after the other without waiting for the source in between', async () => {
  const night = await start({columns: 120, rows: 30});
  for (const name of ['A1', 'A2', 'A3', 'A4']) await night.alert(name);
  await night.alert('Later', {labels: {severity: 'warning'}});
  await night.press('g');
  for (let row = 0; row < 4; row += 1) await night.pressTogether('a', 'j');
  await night.sees('on it 4');
  await night.sees('needs you 1');
  const acked = night.source.drafts.map(({draft}) => draft.matchers.find(({name}) => name === 'alertname')?.value);
  expect(acked).toEqual(['A1', 'A2', 'A3', 'A4']);
});
