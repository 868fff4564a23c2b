import {describe, expect, test} from 'vitest';
import type {Alert} from '../../src/core/alert/alert.js';
import {SourceError} from '../../src/core/ports.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {type FakeSource, fakeSource} from '../support/fake-source.js';
import {anAlert, aSilence, keyOf, NIGHT, someSettings, upHealth} from '../support/given.js';
import {diskFull, memoryJournal} from '../support/memory-journal.js';

const MINUTE = 60_000;

/** Lets everything that waits on resolved promises go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

let count = 0;
const ids = (prefix: string) => {
  count += 1;
  return `${prefix}test${String(count).padStart(4, '0')}`;
};

async function watch(
  over: {
    journal?: ReturnType<typeof memoryJournal>;
    source?: FakeSource;
    settings?: Parameters<typeof someSettings>[0];
  } = {},
) {
  const clock = virtualClock(NIGHT);
  const journal = over.journal ?? memoryJournal();
  const source = over.source ?? fakeSource('eu', clock.now);
  const engine = await createEngine({journal, clock, ids, sources: [source], settings: someSettings(over.settings)});
  const shows = async (alerts: readonly Alert[], more?: Parameters<FakeSource['shows']>[1]) => {
    source.shows(alerts, more);
    await settled();
  };
  const pass = async (ms: number) => {
    await clock.advance(ms);
    await settled();
  };
  return {clock, journal, source, engine, shows, pass};
}

describe('the writer', () => {
  test('shows an alert at once and records it', async () => {
    const {engine, journal, source} = await watch();
    source.shows([anAlert()]);
    expect(engine.store.getState().live.alerts.size).toBe(1);
    await settled();
    expect(journal.facts.map(fact => fact.type)).toEqual(['source.met', 'alert.fired']);
    await engine.stop();
  });

  test('an ack is answered when it is durable, and is then placed as one silence', async () => {
    const {engine, source, shows} = await watch();
    await shows([anAlert()]);
    const outcome = await engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    expect(outcome).toMatchObject({ok: true, facts: [{type: 'ack.requested', by: 'ana'}]});
    const settledOutcome = await engine.settle(outcome.ok ? outcome.facts : [], 1000);
    expect(settledOutcome).toMatchObject({settled: true, facts: [{type: 'ack.placed'}]});
    expect(source.drafts).toMatchObject([{mayExist: false, draft: {createdBy: 'ana', duration: 15 * MINUTE}}]);
    await settled();
    expect(source.wakes).toHaveLength(1);
    await engine.stop();
  });

  test('commands that wait together become durable together', async () => {
    const {engine, journal} = await watch();
    let release: () => void = () => undefined;
    journal.hold = new Promise(resolve => {
      release = resolve;
    });
    const first = engine.dispatch({type: 'note', text: 'one'});
    await settled();
    const others = ['two', 'three', 'four'].map(text => engine.dispatch({type: 'note', text}));
    release();
    await Promise.all([first, ...others]);
    expect(journal.appends).toEqual([1, 3]);
    expect(journal.facts.map(fact => fact.seq)).toEqual([1, 2, 3, 4]);
    await engine.stop();
  });

  test('two acks of the same alert that arrive together make one silence', async () => {
    const {engine, source, shows} = await watch();
    await shows([anAlert()]);
    const ack = {type: 'ack', alerts: [keyOf(anAlert())]} as const;
    await Promise.all([engine.dispatch(ack), engine.dispatch(ack), engine.dispatch(ack)]);
    await settled();
    expect(source.drafts).toHaveLength(1);
    await engine.stop();
  });

  test('nothing is shown as done that could not be recorded, and alerts are still shown', async () => {
    const {engine, journal, source, shows} = await watch();
    await shows([anAlert()]);
    journal.failure = diskFull();
    const outcome = await engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    expect(outcome).toMatchObject({ok: false, refusal: {code: 'not-recorded'}});
    expect(source.drafts).toEqual([]);
    expect(engine.store.getState().recording).toMatchObject({ok: false, kind: 'full', since: NIGHT});
    expect(engine.store.getState().shift.acks.size).toBe(0);
    await shows([anAlert(), anAlert({name: 'Second'})]);
    expect(engine.store.getState().live.alerts.size).toBe(2);
    await engine.stop();
  });

  test('records what it missed when the journal can be written again, without a restart', async () => {
    const {engine, journal, shows, pass} = await watch();
    await shows([]);
    journal.failure = diskFull();
    await shows([anAlert()]);
    expect(engine.store.getState().recording.ok).toBe(false);
    journal.failure = undefined;
    await pass(2500);
    expect(engine.store.getState().recording.ok).toBe(true);
    expect(journal.facts.map(fact => fact.type)).toEqual(['source.met', 'journal.recovered', 'alert.fired']);
    await engine.stop();
  });

  test('a fact that finds room where others did not does not hide that those are missing', async () => {
    const {engine, journal, shows, pass} = await watch();
    await shows([]);
    journal.failure = diskFull();
    await shows([anAlert()]);
    journal.failure = undefined;
    expect(await engine.dispatch({type: 'note', text: 'made some room'})).toMatchObject({ok: true});
    expect(engine.store.getState().recording).toMatchObject({ok: false, lost: 1});
    await pass(2500);
    expect(engine.store.getState().recording.ok).toBe(true);
    expect(journal.facts.map(fact => fact.type)).toEqual([
      'source.met',
      'note.added',
      'journal.recovered',
      'alert.fired',
    ]);
    await engine.stop();
  });

  test('at the edge of a full disk the trouble is one until recording has held for a minute', async () => {
    const {engine, journal, shows, pass} = await watch();
    await shows([]);
    const comesAndGoes = async (name: string) => {
      journal.failure = diskFull();
      await shows([anAlert(), anAlert({name})]);
      const during = engine.store.getState().recording;
      journal.failure = undefined;
      await pass(2500);
      return [during, engine.store.getState().recording];
    };
    const [full, again] = await comesAndGoes('Second');
    expect(full).toMatchObject({ok: false, since: NIGHT});
    expect(again).toMatchObject({ok: true, after: {since: NIGHT, relapses: 0, kind: 'full'}});
    const [fullAgain, onceMore] = await comesAndGoes('Third');
    expect(fullAgain).toMatchObject({ok: false, since: NIGHT + 2500, after: {since: NIGHT, relapses: 1}});
    expect(onceMore).toMatchObject({ok: true, after: {since: NIGHT, relapses: 1}});
    await pass(55_000);
    expect(engine.store.getState().recording).toMatchObject({ok: true, after: {since: NIGHT}});
    await pass(6000);
    expect(engine.store.getState().recording).toEqual({ok: true});
    expect(journal.facts.filter(fact => fact.type === 'journal.recovered')).toHaveLength(2);
    await engine.stop();
  });

  test('trying again whether there is room does not count as more that is missing', async () => {
    const {engine, journal, shows, pass} = await watch();
    await shows([]);
    journal.failure = diskFull();
    await shows([anAlert()]);
    await pass(9000);
    expect(engine.store.getState().recording).toMatchObject({ok: false, lost: 1});
    await engine.stop();
  });

  test('what was asked for before a crash is done after it, looking first whether it was already sent', async () => {
    const first = await watch();
    await first.shows([anAlert()]);
    first.source.failures.push(...Array.from({length: 9}, () => new SourceError('timeout', 'no answer', {hint: ''})));
    await first.engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    await first.engine.stop();

    const second = await watch({journal: memoryJournal({facts: first.journal.facts})});
    await settled();
    expect(second.source.drafts).toMatchObject([{mayExist: true}]);
    expect([...second.engine.store.getState().shift.acks.values()]).toMatchObject([{status: 'placed'}]);
    await second.engine.stop();
  });

  test('a failed placing is said once, tried again, and never sent blindly', async () => {
    const {engine, source, shows, pass, journal} = await watch();
    await shows([anAlert()]);
    source.failures.push(
      new SourceError('timeout', 'no answer', {hint: 'wait'}),
      new SourceError('timeout', 'no answer', {hint: 'wait'}),
    );
    await engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    await settled();
    for (let turn = 0; turn < 4; turn += 1) await pass(31_000);
    expect(source.drafts.map(one => one.mayExist)).toEqual([false, true, true]);
    expect(journal.facts.filter(fact => fact.type === 'ack.failed')).toHaveLength(1);
    expect([...engine.store.getState().shift.acks.values()]).toMatchObject([{status: 'placed'}]);
    await engine.stop();
  });

  test('a refusal by the source is final and is not tried again', async () => {
    const {engine, source, shows, pass} = await watch();
    await shows([anAlert()]);
    source.failures.push(new SourceError('rejected', 'bad matcher', {hint: 'change it'}));
    const outcome = await engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    const end = await engine.settle(outcome.ok ? outcome.facts : [], 1000);
    expect(end).toMatchObject({settled: true, facts: [{type: 'ack.failed'}, {type: 'ack.ended', reason: 'failed'}]});
    await pass(10 * MINUTE);
    expect(source.drafts).toHaveLength(1);
    await engine.stop();
  });

  test('keeps an ack alive with the same id, and ends its silence when the alert is gone', async () => {
    const {engine, source, shows, pass} = await watch();
    await shows([anAlert()], {silences: []});
    await engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    await settled();
    const silence = aSilence({id: 'silence-1', startsAt: NIGHT, comment: 'ACK! x wk-other', createdBy: 'ana'});
    await shows([anAlert({state: 'suppressed', silencedBy: ['silence-1']})], {silences: [silence]});
    await pass(10 * MINUTE + 1000);
    expect(source.drafts[1]).toMatchObject({draft: {id: 'silence-1', startsAt: NIGHT}});
    await shows([], {silences: [silence]});
    expect(source.expired).toEqual(['silence-1']);
    expect([...engine.store.getState().shift.acks.values()]).toMatchObject([
      {status: 'ended', extensions: 1, silenceOpen: false},
    ]);
    await engine.stop();
  });

  test('what the journal last saw firing is resolved only once a source has told the whole truth', async () => {
    const first = await watch();
    await first.shows([anAlert()]);
    await first.engine.stop();
    const second = await watch({journal: memoryJournal({facts: first.journal.facts})});
    await second.shows([], {health: upHealth({settling: true})});
    expect(second.engine.store.getState().shift.firing.size).toBe(1);
    await second.shows([], {
      health: upHealth({
        members: [
          {name: 'a', up: true},
          {name: 'b', up: false},
        ],
      }),
    });
    expect(second.engine.store.getState().shift.firing.size).toBe(1);
    await second.shows([]);
    expect(second.engine.store.getState().shift.firing.size).toBe(0);
    await second.engine.stop();
  });

  test('a process that only records leaves what is outstanding as it is', async () => {
    const first = await watch();
    await first.shows([anAlert()]);
    first.source.failures.push(...Array.from({length: 9}, () => new SourceError('timeout', 'no answer', {hint: ''})));
    await first.engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    await first.engine.stop();
    const journal = memoryJournal({facts: first.journal.facts});
    const clock = virtualClock(NIGHT);
    const engine = await createEngine({journal, clock, ids, sources: [], settings: someSettings()});
    await engine.dispatch({type: 'note', text: 'hello'});
    await settled();
    expect([...engine.store.getState().shift.acks.values()]).toMatchObject([{status: 'requested'}]);
    await engine.stop();
  });

  test('a view that throws does not stop the writer', async () => {
    const {engine} = await watch();
    const unsubscribe = engine.subscribe(() => {
      throw new Error('a broken view');
    });
    expect(await engine.dispatch({type: 'note', text: 'one'})).toMatchObject({ok: true});
    unsubscribe();
    expect(await engine.dispatch({type: 'note', text: 'two'})).toMatchObject({ok: true});
    expect(engine.store.getState().shift.notes.map(note => note.text)).toEqual(['one', 'two']);
    await engine.stop();
  });

  test('in a read-only cockpit nothing outstanding is sent', async () => {
    const first = await watch();
    await first.shows([anAlert()]);
    first.source.failures.push(...Array.from({length: 9}, () => new SourceError('timeout', 'no answer', {hint: ''})));
    await first.engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
    await first.engine.stop();
    const second = await watch({journal: memoryJournal({facts: first.journal.facts}), settings: {readOnly: true}});
    await settled();
    expect(second.source.drafts).toEqual([]);
    await second.engine.stop();
  });
});
