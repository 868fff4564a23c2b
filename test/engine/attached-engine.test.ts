import {describe, expect, test} from 'vitest';
import type {Clock} from '../../src/core/ports.js';
import {attachEngine, type HolderLink} from '../../src/engine/attached-engine.js';
import {createEngine} from '../../src/engine/create-engine.js';
import type {Engine} from '../../src/engine/engine.js';
import {replaceableEngine} from '../../src/engine/replaceable-engine.js';
import {serveWatch} from '../../src/engine/serve-watch.js';
import type {WatchMessage} from '../../src/engine/wire-format.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {fakeSource} from '../support/fake-source.js';
import {anAlert, keyOf, NIGHT, someSettings} from '../support/given.js';
import {diskFull, memoryJournal} from '../support/memory-journal.js';

async function rest(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

/** A link without a socket: what goes over it is made JSON and back, as the door does. */
function linkTo(engine: Engine, clock: Clock): HolderLink & {cut(): void} {
  let cut: () => void = () => undefined;
  return {
    ask: (command, {by}) => engine.dispatch(command, by),
    watch: async (onMessage, onClose) => {
      const close = serveWatch(engine, {clock, send: message => onMessage(overWire(message))});
      cut = () => {
        close();
        onClose('it ended');
      };
      return {close};
    },
    look: alert => engine.look(alert),
    wake: source => engine.wake(source),
    cut: () => cut(),
  };
}

function overWire(message: WatchMessage): WatchMessage {
  return JSON.parse(JSON.stringify(message)) as WatchMessage;
}

async function twoCockpits() {
  const clock = virtualClock(NIGHT);
  const journal = memoryJournal();
  const source = fakeSource('eu', clock.now);
  let count = 0;
  const ids = (prefix: string) => {
    count += 1;
    return `${prefix}test${String(count).padStart(4, '0')}`;
  };
  const writer = await createEngine({journal, clock, ids, sources: [source], settings: someSettings()});
  source.shows([anAlert()]);
  await rest();
  const gone: string[] = [];
  const link = linkTo(writer, clock);
  const attached = await attachEngine({link, clock, operator: 'lee', gone: reason => gone.push(reason)});
  return {clock, journal, source, writer, link, attached, gone};
}

describe('an attached cockpit', () => {
  test('begins with what the writer knows and follows every change', async () => {
    const {writer, attached, source} = await twoCockpits();
    const {live, shift} = writer.store.getState();
    expect(attached.store.getState()).toMatchObject({live, shift, role: 'attached'});
    source.shows([anAlert(), anAlert({name: 'Second'})]);
    await rest();
    expect(attached.store.getState().live).toEqual(writer.store.getState().live);
    expect(attached.store.getState().shift).toEqual(writer.store.getState().shift);
    expect(attached.store.getState().log).toEqual(writer.store.getState().log);
  });

  test('its acks are made by the writer, in its own operator’s name, and settle here too', async () => {
    const {attached, writer, source} = await twoCockpits();
    const outcome = await attached.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    expect(outcome).toMatchObject({ok: true, facts: [{type: 'ack.requested', by: 'lee'}]});
    const settled = await attached.settle(outcome.ok ? outcome.facts : [], 1000);
    expect(settled).toMatchObject({settled: true, facts: [{type: 'ack.placed'}]});
    expect(source.drafts).toHaveLength(1);
    expect([...writer.store.getState().shift.acks.values()]).toMatchObject([{by: 'lee', status: 'placed'}]);
  });

  test('sees that the writer cannot record', async () => {
    const {attached, journal, writer} = await twoCockpits();
    journal.failure = diskFull();
    await writer.dispatch({type: 'note', text: 'x'});
    expect(attached.store.getState().recording).toMatchObject({ok: false, kind: 'full'});
  });

  test('hears when the writer goes, and views go on with another engine without noticing', async () => {
    const {attached, writer, link, gone} = await twoCockpits();
    const seat = replaceableEngine(attached);
    const heard: string[] = [];
    seat.subscribe(({facts}) => heard.push(...facts.map(fact => fact.type)));
    link.cut();
    expect(gone).toEqual(['it ended']);
    seat.replace(writer);
    expect(seat.store.getState().role).toBe('writer');
    await seat.dispatch({type: 'note', text: 'still here'});
    expect(heard).toEqual(['note.added']);
  });
});
