import {describe, expect, onTestFinished, test} from 'vitest';
import {dispositionOf} from '../../../src/core/alert/disposition.js';
import {rememberedAlerts} from '../../../src/core/board/remembered.js';
import {type Fact, isFact} from '../../../src/core/shift/fact.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import {leftSources} from '../../../src/core/shift/left-sources.js';
import {toSnapshot} from '../../../src/core/shift/snapshot.js';
import {createEngine} from '../../../src/engine/create-engine.js';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {type FakeRelay, fakeRelay} from '../../support/fake-relay.js';
import {fakeSource} from '../../support/fake-source.js';
import {anAlert, keyOf, NIGHT, recorded, someSettings, upHealth} from '../../support/given.js';
import {diskFull, memoryJournal} from '../../support/memory-journal.js';

async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

let made = 0;

/** One operator's cockpit on a relay, with a source and a journal of its own. */
async function cockpit(
  relay: FakeRelay,
  operator: string,
  over: {
    readonly journal?: ReturnType<typeof memoryJournal>;
    readonly clock?: ReturnType<typeof virtualClock>;
    readonly factsSince?: (since: number) => Promise<readonly Fact[]>;
  } = {},
) {
  const clock = over.clock ?? virtualClock(NIGHT);
  const journal = over.journal ?? memoryJournal({origin: `j-${operator}`});
  const source = fakeSource('eu', clock.now);
  const told: unknown[] = [];
  const ids = (prefix: string) => {
    made += 1;
    return `${prefix}${operator}${made}`;
  };
  const engine = await createEngine({
    journal,
    clock,
    ids,
    sources: [Object.assign(source, {tell: (alerts: readonly unknown[]) => told.push(...alerts)})],
    settings: someSettings({operator}),
    feed: relay.feed(),
    ...(over.factsSince === undefined ? {} : {factsSince: over.factsSince}),
  });
  onTestFinished(() => engine.stop());
  const shows = async () => {
    source.shows([anAlert()]);
    await settled();
  };
  const owner = () => {
    const state = engine.store.getState();
    const alert = state.live.alerts.get(keyOf(anAlert()));
    return alert === undefined ? undefined : dispositionOf(alert, state, clock.now()).owner;
  };
  const notes = () => journal.facts.flatMap(fact => (isFact(fact, 'note.added') ? [`${fact.by}: ${fact.text}`] : []));
  return {clock, journal, source, engine, shows, owner, notes, told};
}

describe('two cockpits on one relay', () => {
  test('record each other’s notes once, with who wrote them', async () => {
    const relay = fakeRelay();
    const ana = await cockpit(relay, 'ana');
    const lee = await cockpit(relay, 'lee');
    await ana.engine.dispatch({type: 'note', text: 'disk swapped'});
    await lee.engine.dispatch({type: 'note', text: 'thanks'});
    await settled();
    expect(ana.notes()).toEqual(['ana: disk swapped', 'lee: thanks']);
    expect(lee.notes()).toEqual(['ana: disk swapped', 'lee: thanks']);
    expect(lee.engine.store.getState().shift.notes).toHaveLength(2);
  });

  test('what is recorded leaves for the others before it is drawn here', async () => {
    const relay = fakeRelay();
    const ana = await cockpit(relay, 'ana');
    await ana.shows();
    const sentWhenDrawn: number[] = [];
    const count = () => relay.taken.filter(fact => isFact(fact, 'note.added')).length;
    const stop = ana.engine.store.subscribe(state => {
      if (state.shift.notes.length > 0) sentWhenDrawn.push(count());
    });
    await ana.engine.dispatch({type: 'note', text: 'disk swapped'});
    stop();
    expect(sentWhenDrawn[0]).toBe(1);
  });

  test('an ack of one shows its owner on the other before any poll', async () => {
    const relay = fakeRelay();
    const ana = await cockpit(relay, 'ana');
    const lee = await cockpit(relay, 'lee');
    await Promise.all([ana.shows(), lee.shows()]);
    await ana.engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    await settled();
    expect(lee.owner()).toBe('ana');
    expect(ana.source.drafts).toHaveLength(1);
    expect(lee.source.drafts).toEqual([]);
  });

  test('two acks of the same alert at once make one silence, and both see the same owner', async () => {
    const relay = fakeRelay();
    const ana = await cockpit(relay, 'ana');
    const lee = await cockpit(relay, 'lee');
    await Promise.all([ana.shows(), lee.shows()]);
    relay.hold(true);
    await lee.engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    await ana.engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    await settled();
    expect([...ana.source.drafts, ...lee.source.drafts]).toEqual([]);
    relay.hold(false);
    await settled();
    expect(lee.source.drafts).toHaveLength(1);
    expect(ana.source.drafts).toEqual([]);
    expect([ana.owner(), lee.owner()]).toEqual(['lee', 'lee']);
    expect(ana.journal.facts.filter(fact => isFact(fact, 'ack.ended'))).toMatchObject([
      {by: 'wk', reason: 'taken', detail: 'lee was first'},
    ]);
  });

  test('an ack is placed without the relay’s word when that does not come', async () => {
    const relay = fakeRelay();
    const ana = await cockpit(relay, 'ana');
    await ana.shows();
    relay.hold(true);
    await ana.engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    await settled();
    expect(ana.source.drafts).toEqual([]);
    ana.clock.advance(600);
    await settled();
    expect(ana.source.drafts).toHaveLength(1);
  });

  test('an ack is placed at once while the feed is down', async () => {
    const relay = fakeRelay();
    const ana = await cockpit(relay, 'ana');
    await ana.shows();
    relay.cut();
    await ana.engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    await settled();
    expect(ana.source.drafts).toHaveLength(1);
  });

  test('what was done while one was cut off arrives later, once and in order', async () => {
    const relay = fakeRelay();
    const ana = await cockpit(relay, 'ana');
    const lee = await cockpit(relay, 'lee');
    relay.cut();
    for (const text of ['one', 'two', 'three']) await ana.engine.dispatch({type: 'note', text});
    await lee.engine.dispatch({type: 'note', text: 'alone'});
    await settled();
    expect(lee.notes()).toEqual(['lee: alone']);
    relay.join();
    await settled();
    expect(lee.notes().filter(text => text.startsWith('ana'))).toEqual(['ana: one', 'ana: two', 'ana: three']);
    expect(ana.notes()).toContain('lee: alone');
    relay.cut();
    relay.join();
    await settled();
    expect(lee.notes()).toHaveLength(4);
  });

  test('a relay that has lost everything is told what stands before the snapshot of a long journal', async () => {
    const facts = recorded(['one', 'two', 'three'].map(text => ({type: 'note.added', note: text, text})));
    const journal = memoryJournal({origin: 'j-ana', facts: facts.slice(2).map(fact => ({...fact, origin: 'j-ana'}))});
    journal.snapshot = toSnapshot(fold(initialShift('j-ana'), facts.slice(0, 2)), NIGHT);
    const asked: number[] = [];
    const relay = fakeRelay();
    await cockpit(relay, 'ana', {
      journal,
      factsSince: async since => {
        asked.push(since);
        return facts.map(fact => ({...fact, origin: 'j-ana'}));
      },
    });
    await settled();
    expect(relay.taken.map(({seq}) => seq)).toEqual([1, 2, 3]);
    expect(asked).toEqual([NIGHT - 24 * 3_600_000]);
  });

  test('a cockpit that is started again goes on where it was', async () => {
    const relay = fakeRelay();
    const journal = memoryJournal({origin: 'j-lee'});
    const before = await cockpit(relay, 'lee', {journal});
    const ana = await cockpit(relay, 'ana');
    await ana.engine.dispatch({type: 'note', text: 'before'});
    await settled();
    await before.engine.stop();
    const after = await cockpit(relay, 'lee', {journal: memoryJournal({origin: 'j-lee', facts: journal.facts})});
    await ana.engine.dispatch({type: 'note', text: 'after'});
    await settled();
    expect(after.notes()).toEqual(['ana: before', 'ana: after']);
  });

  test('what others told while nothing could be recorded is recorded afterwards', async () => {
    const relay = fakeRelay();
    const ana = await cockpit(relay, 'ana');
    const lee = await cockpit(relay, 'lee');
    lee.journal.failure = diskFull();
    await ana.engine.dispatch({type: 'note', text: 'hot fix'});
    await settled();
    expect(lee.notes()).toEqual([]);
    lee.journal.failure = undefined;
    lee.clock.advance(2_100);
    await settled();
    expect(lee.notes()).toEqual(['ana: hot fix']);
  });

  test('a teammate’s ack whose cockpit is gone stands no longer than a silence does', async () => {
    const relay = fakeRelay();
    const ana = await cockpit(relay, 'ana');
    const lee = await cockpit(relay, 'lee');
    await Promise.all([ana.shows(), lee.shows()]);
    await ana.engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    await settled();
    lee.clock.advance(40_000);
    expect(lee.owner()).toBeUndefined();
  });
});

describe('an alert of a source that cannot be silenced', () => {
  test('is acked as a fact of the team, and nothing is asked of any source', async () => {
    const relay = fakeRelay([{name: 'datadog', silence: false, resolve: true}]);
    const ana = await cockpit(relay, 'ana');
    const alert = anAlert({source: 'datadog'});
    const health = {...upHealth({source: 'datadog'}), powers: {silence: false, resolve: true, history: false}};
    relay.listeners.get('j-ana')?.onUpdate({
      source: 'datadog',
      at: NIGHT,
      health,
      alerts: {changed: [alert], gone: []},
      whole: true,
    });
    await settled();
    const outcome = await ana.engine.dispatch({type: 'ack', alerts: [keyOf(alert)]});
    await settled();
    expect(outcome).toMatchObject({ok: true, facts: [{type: 'ack.requested', carrier: 'team'}]});
    const state = ana.engine.store.getState();
    expect(dispositionOf(alert, state, NIGHT + 3_600_000)).toMatchObject({kind: 'acked', owner: 'ana'});
    expect(ana.source.drafts).toEqual([]);
  });
});

describe('an alert that only the feed tells of', () => {
  const alert = anAlert({source: 'elastalert'});
  const powers = {silence: false, resolve: false, history: false};
  const update = {
    source: 'elastalert',
    at: NIGHT,
    health: {...upHealth({source: 'elastalert', members: []}), powers},
    alerts: {changed: [alert], gone: []},
    whole: true,
  };

  test('is ended by one operator, and so in the log and the feed of the other', async () => {
    const relay = fakeRelay([{name: 'elastalert', silence: false, resolve: false}]);
    const ana = await cockpit(relay, 'ana');
    const lee = await cockpit(relay, 'lee');
    for (const listener of relay.listeners.values()) listener.onUpdate(update);
    await settled();
    await ana.engine.dispatch({type: 'resolve', alerts: [keyOf(alert)]});
    await settled();
    for (const {engine} of [ana, lee]) expect(engine.store.getState().shift.firing.size).toBe(0);
    expect(lee.journal.facts.filter(({type}) => type === 'alert.resolved')).toMatchObject([{by: 'ana'}]);
    expect(relay.ended).toMatchObject([{source: 'elastalert'}, {source: 'elastalert'}]);
  });

  test('is there after a restart before the feed has told anything, and its source is not taken for a left one', async () => {
    const relay = fakeRelay();
    const before = await cockpit(relay, 'ana');
    relay.listeners.get('j-ana')?.onUpdate(update);
    await settled();
    const facts = [...before.journal.facts];
    const after = await cockpit(fakeRelay(), 'ana', {journal: memoryJournal({origin: 'j-ana', facts})});
    const state = after.engine.store.getState();
    expect(rememberedAlerts(state).map(({source}) => source)).toEqual(['elastalert']);
    expect(leftSources(state)).toEqual([]);
    expect(before.journal.facts.some(({type}) => type === 'source.met')).toBe(false);
  });
});

test('what the feed tells of a polled source goes to that source', async () => {
  const relay = fakeRelay();
  const ana = await cockpit(relay, 'ana');
  const told = {
    source: 'eu',
    status: 'firing' as const,
    fingerprint: 'f1',
    startsAt: new Date(NIGHT).toISOString(),
    endsAt: null,
    labels: {},
    annotations: {},
    groupKey: null,
  };
  relay.tells('eu', [told]);
  expect(ana.told).toEqual([told]);
});
