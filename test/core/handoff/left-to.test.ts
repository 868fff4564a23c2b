import {describe, expect, test} from 'vitest';
import {handedOver} from '../../../src/core/handoff/accept.js';
import type {AcceptedItem, AskedItem} from '../../../src/core/handoff/accepted-item.js';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {aSilence, NIGHT, shown, story, types} from '../../support/given.js';
import {anasWatch} from './anas-watch.js';

const MINUTE = 60_000;

describe('what was left to somebody in accepting', () => {
  const SILENCE = aSilence({id: 's9', createdBy: 'ana', comment: 'deploy', endsAt: NIGHT + 15 * MINUTE});
  const LATER = {from: NIGHT - MINUTE, to: NIGHT + 2 * MINUTE, now: NIGHT + 2 * MINUTE};

  /** Lee leaves all of ana's watch to mo. */
  function leftToMo() {
    const anas = anasWatch();
    const items = anas.items().map(item => ({...item, answer: 'delegated', to: ' mo '}) as const);
    anas.when({type: 'accept-handoff', from: 'ana', shift: 's1', items}, NIGHT + MINUTE, 'lee');
    const asked = (by: string) => handedOver(handoffDocument(anas.state(), anas.state().log, LATER), anas.state(), by);
    const accept = (
      item: AskedItem | undefined,
      answer: Pick<AcceptedItem, 'answer' | 'to' | 'question'>,
      by = 'mo',
    ) => {
      const {refused: _before, ...named} = item ?? {kind: 'ack', id: '', title: ''};
      const command = {type: 'accept-handoff', from: 'ana', shift: 's1', items: [{...named, ...answer}]} as const;
      return anas.when(command, NIGHT + MINUTE, by);
    };
    return {...anas, asked, accept};
  }

  test('the delegate is asked about it, though the ack and the incident are theirs already', () => {
    const {asked} = leftToMo();
    expect(asked('mo').map(({kind, title}) => `${kind}: ${title}`)).toEqual([
      'incident: P2 disk is full, detected; lee left it to mo',
      'ack: DiskFull in eu, acked by mo; lee left it to mo',
      'issue: P1 NobodyHasIt in eu/api, which nobody has acked',
    ]);
    expect(
      asked('kim')
        .map(({title}) => title)
        .join(),
    ).not.toContain('left it');
  });

  test('and is asked no more once they took it, until somebody leaves it to them anew', () => {
    const {asked, accept} = leftToMo();
    const ack = asked('mo').find(({kind}) => kind === 'ack');
    expect(types(accept(ack, {answer: 'taken'}))).toEqual(['handoff.accepted']);
    expect(accept(ack, {answer: 'taken'})).toEqual([]);
    expect(asked('mo').map(({kind}) => kind)).toEqual(['incident', 'issue']);
    accept(ack, {answer: 'delegated', to: 'mo'}, 'kim');
    expect(asked('mo').map(({kind}) => kind)).toEqual(['incident', 'ack', 'issue']);
    expect(types(accept(ack, {answer: 'taken'}))).toEqual(['handoff.accepted']);
  });

  test('stays open with the question where they refuse it, and goes on to whoever they leave it to', () => {
    const {asked, accept, state, ack: id} = leftToMo();
    const ack = asked('mo').find(({kind}) => kind === 'ack');
    accept(ack, {answer: 'refused', question: 'why me?'});
    expect(asked('mo').find(({kind}) => kind === 'ack')).toMatchObject({refused: 'why me?'});
    accept(ack, {answer: 'delegated', to: 'kim'});
    expect(state().shift.acks.get(id)?.by).toBe('kim');
    expect(asked('mo').map(({kind}) => kind)).toEqual(['incident', 'issue']);
    expect(asked('kim').map(({kind}) => kind)).toContain('ack');
  });

  test('is known after a restart from a snapshot', () => {
    const {state} = leftToMo();
    const shift = fromSnapshot(structuredClone(toSnapshot(state().shift, NIGHT + MINUTE))) ?? state().shift;
    const items = handedOver(handoffDocument(state(), state().log, LATER), {shift}, 'mo');
    expect(items.map(({kind}) => kind)).toEqual(['incident', 'ack', 'issue']);
  });

  test('may be a silence: it is theirs by its author, and asked about', () => {
    const told = story({alerts: [], silences: [SILENCE]});
    told.when({type: 'start-shift', operator: 'ana'});
    const item = {kind: 'silence', id: 'eu/s9', title: 'silence', answer: 'delegated', to: 'mo'} as const;
    told.when({type: 'accept-handoff', from: 'ana', items: [item]}, NIGHT, 'lee');
    const theirs = {...told.state(), ...{live: shown({silences: [{...SILENCE, createdBy: 'mo'}]})}};
    expect(handedOver(handoffDocument(theirs, theirs.log, LATER), theirs, 'mo')).toMatchObject([
      {kind: 'silence', id: 'eu/s9', title: 'silence of alertname="DiskFull" in eu, by mo; lee left it to mo'},
    ]);
  });
});
