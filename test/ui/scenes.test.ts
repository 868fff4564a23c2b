import {expect, test} from 'vitest';
import {createStore} from 'zustand/vanilla';
import type {WatchState} from '../../src/core/watch-state.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {createScenes} from '../../src/ui/scenes.js';
import {uiStore} from '../../src/ui/ui-store.js';
import {fakeScreen} from '../support/fake-screen.js';
import {NIGHT, someSettings} from '../support/given.js';

function says(ui: ReturnType<typeof uiStore>, text: string): void {
  ui.setState({message: {text, tone: 'plain', at: NIGHT}});
}

function scenesOf() {
  const clock = virtualClock(NIGHT);
  const ui = uiStore({filter: '', grouping: 'none'});
  const watch = createStore<WatchState>(() => ({settings: someSettings()}) as unknown as WatchState);
  const scenes = createScenes({watch, ui, screen: fakeScreen(), clock, pace: clock, notices: []});
  const heard: string[] = [];
  scenes.subscribe(() => heard.push(`drawn ${scenes.getState().ui.message?.text}`));
  return {ui, scenes, heard};
}

test('what one key changes in several steps is drawn once, after what it asked of the writer is under way', async () => {
  const {ui, scenes, heard} = scenesOf();
  scenes.together(() => {
    says(ui, 'a');
    expect(scenes.getState().ui.message?.text).toBe('a');
    void Promise.resolve().then(() => heard.push('decided'));
    says(ui, 'ab');
  });
  expect(heard).toEqual([]);
  await Promise.resolve();
  expect(heard).toEqual(['decided', 'drawn ab']);
});

test('a key that fails in the middle leaves nothing undrawn', async () => {
  const {ui, scenes, heard} = scenesOf();
  const fails = () =>
    scenes.together(() => {
      says(ui, 'a');
      throw new Error('no');
    });
  expect(fails).toThrow('no');
  await Promise.resolve();
  says(ui, 'b');
  expect(heard).toEqual(['drawn a', 'drawn b']);
});
