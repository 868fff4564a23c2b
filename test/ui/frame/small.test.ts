import {test} from 'vitest';
import {start} from '../../support/a-night.js';

test('a terminal of 20x5 says to which size it has to grow', async () => {
  const night = await start({columns: 20, rows: 5});
  await night.sees('40x10 shows more');
});
