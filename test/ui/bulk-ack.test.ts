import {test} from 'vitest';
import {start} from '../support/a-night.js';

test('marks over several groups give no false warning of what a silence misses, also at 60 columns', async () => {
  const night = await start({columns: 60, rows: 24});
  for (const name of ['KubernetesPersistentVolumeFillingUpInFourDaysOrLess', 'PoolExhausted']) await night.alert(name);
  await night.press('g', 'space', 'space', 'a');
  await night.sees('matches 1 now, 0 outside');
  night.seesNot('misses');
});
