import {describe, expect, test} from 'vitest';
import {start} from '../support/a-night.js';

describe('the top line says how old a source is', () => {
  test('with a dot alone while it answers in its rhythm, so that nothing moves', async () => {
    const night = await start({columns: 80});
    await night.health({interval: 5000});
    await night.sees(' wk   eu ● <10s   P1 0');
    const frames = night.screen.frames.length;
    for (let second = 0; second < 3; second += 1) await night.wait(1000);
    expect(night.screen.frames).toHaveLength(frames);
  });

  test('with its true age, second by second, once the next answer is overdue', async () => {
    const night = await start({columns: 80});
    await night.health({interval: 5000});
    await night.wait(7000);
    await night.sees('eu ● 7s');
    await night.wait(1000);
    await night.sees('eu ● 8s');
    await night.wait(4000);
    await night.sees('eu ▲ 12s');
  });

  test('and at once when a poll fails', async () => {
    const night = await start({columns: 60, rows: 15});
    await night.health({});
    const lastGood = night.engine.store.getState().live.sources.get('eu')?.lastGood ?? 0;
    await night.wait(3000);
    await night.health({state: 'down', lastGood});
    await night.sees('eu▲3s');
  });
});
