import {EventEmitter} from 'node:events';
import {createStore} from 'zustand/vanilla';
import type {Alert} from '../../src/core/alert/alert.js';
import {observe} from '../../src/core/live/observe.js';
import type {WatchState} from '../../src/core/watch-state.js';
import type {Engine} from '../../src/engine/engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {openScreen} from '../../src/terminal/open-screen.js';
import {runCockpit} from '../../src/ui/run.js';
import {NIGHT, upHealth} from '../../test/support/given.js';
import {createEmulator, type EmulatedCell} from '../../test/terminal/support/emulator.js';
import {fakeLink} from '../../test/terminal/support/link.js';
import {COLUMNS, ROWS} from './cockpit.js';

const ENV = {TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8'};
const SYNC = /\u001b\[\?2026[hl]/g;

/** The real cockpit and screen in this process, on an emulated terminal and with time standing still. */
export interface Picture {
  /** Presses a key and waits for the picture to rest. */
  press(key: string): Promise<void>;
  /** A poll brings these alerts. */
  polled(changed: readonly Alert[]): Promise<void>;
  /** Lets so many ms go by. */
  passes(ms: number): Promise<void>;
  /** Bytes since the last call, without the marks of synchronized output. */
  bytes(): number;
  cells(): readonly (readonly EmulatedCell[])[];
  close(): Promise<void>;
}

export async function drawPicture(watch: WatchState): Promise<Picture> {
  const emulator = createEmulator(COLUMNS, ROWS);
  const link = fakeLink(COLUMNS, ROWS, bytes => emulator.write(bytes));
  const stdin = Object.assign(new EventEmitter(), {pause: nothing, resume: nothing});
  const clock = virtualClock(NIGHT);
  const screen = openScreen({stdin, stdout: link, env: ENV, clock, allows: () => ({title: false, bell: false})});
  const engine = engineOn(watch);
  let leave: () => void = nothing;
  const left = new Promise<void>(resolve => {
    leave = resolve;
  });
  void runCockpit({engine, screen, clock, onQuit: leave});
  const rest = async () => {
    for (let turn = 0; turn < 6; turn++) {
      clock.advance(20);
      await link.settle();
    }
  };
  for (let turn = 0; turn < 20; turn++) await rest();
  return {
    async press(key) {
      stdin.emit('data', Buffer.from(key));
      await rest();
    },
    async polled(changed) {
      const {live, settings} = engine.store.getState();
      const update = {source: 'eu', at: clock.now(), health: upHealth(), alerts: {changed, gone: []}};
      engine.store.setState({live: observe(live, update, settings)});
      await rest();
    },
    async passes(ms) {
      clock.advance(ms);
      await rest();
    },
    bytes: () => link.writes.splice(0).join('').replace(SYNC, '').length,
    cells: () => emulator.cells(),
    async close() {
      stdin.emit('data', Buffer.from('q'));
      await rest();
      stdin.emit('data', Buffer.from('y'));
      await rest();
      await left;
      const closed = screen.close();
      await link.settle();
      await closed;
    },
  };
}

function nothing(): void {
  // The bench looks at the picture alone.
}

/** A store that can be changed at will; commands come to nothing. */
function engineOn(watch: WatchState) {
  const store = createStore<WatchState>(() => watch);
  const engine: Engine = {
    store,
    dispatch: async () => ({ok: true, facts: []}),
    settle: async () => ({settled: true, facts: []}),
    look: nothing,
    wake: nothing,
    subscribe: () => nothing,
    stop: async () => undefined,
  };
  return {...engine, store};
}
