import {describe, expect, test} from 'vitest';
import {draftOf} from '../../../src/core/handoff/draft.js';
import {mergeEdit} from '../../../src/core/handoff/edit.js';
import {fold} from '../../../src/core/shift/fold.js';
import {NIGHT, recorded, story, types} from '../../support/given.js';

const BASE = [
  '# Handoff: a to 08:00Z',
  '',
  '## Ongoing (2)',
  '',
  '- Disk (5m)',
  '- Pool (9m)',
  '',
  '## Notes',
  '',
  'None.',
];
const text = (lines: readonly string[]) => lines.join('\n');
const replaced = (line: string, by: readonly string[], lines: readonly string[] = BASE) =>
  lines.flatMap(one => (one === line ? by : [one]));

describe('words of the operator in a handoff', () => {
  test('stay while only ages grow, and the rest is as of now', () => {
    const mine = text(replaced('- Disk (5m)', ['- Disk (5m), ask the storage team']));
    const now = text([
      '# Handoff: a to 08:05Z',
      '',
      '## Ongoing (2)',
      '',
      '- Disk (10m)',
      '- Pool (14m)',
      '',
      '## Notes',
      '',
      'None.',
    ]);
    expect(mergeEdit({base: text(BASE), text: mine}, now)).toEqual({
      text: text(replaced('- Disk (10m)', ['- Disk (5m), ask the storage team'], now.split('\n'))),
      moved: 0,
    });
  });

  test('stand beside what the facts bring in the same place, and that is told', () => {
    const mine = text(replaced('- Disk (5m)', ['- Disk: ask the storage team']));
    const now = text(replaced('- Disk (5m)', ['- Disk (10m), acked by lee']));
    expect(mergeEdit({base: text(BASE), text: mine}, now)).toEqual({
      text: text(replaced('- Disk (5m)', ['- Disk: ask the storage team', '- Disk (10m), acked by lee'])),
      moved: 1,
    });
  });

  test('that were added are kept, and what was true then and is no more goes', () => {
    const mine = text(replaced('None.', ['None.', '- the wiki has the map']));
    const now = text(replaced('None.', ['- 03:12Z ana: looked at it']));
    expect(mergeEdit({base: text(BASE), text: mine}, now).text).toBe(
      text(replaced('None.', ['- the wiki has the map', '- 03:12Z ana: looked at it'])),
    );
  });

  test('that were taken out stay out', () => {
    const mine = text(replaced('- Pool (9m)', []));
    const now = text(replaced('- Pool (9m)', ['- Pool (12m)']));
    expect(mergeEdit({base: text(BASE), text: mine}, now).text).toBe(mine);
  });

  test('are nobody else’s: an edit of a text that somebody has edited since is refused', () => {
    const told = story();
    told.when({type: 'edit-handoff', base: 'a', text: 'b'});
    const [fact] = told.state().log;
    expect(types(told.when({type: 'edit-handoff', base: 'a', text: 'c'}))).toEqual(['refused: refused']);
    const over = fact?.type === 'handoff.edited' ? String(fact.edit) : '';
    expect(types(told.when({type: 'edit-handoff', base: 'a', text: 'c', over}))).toEqual(['handoff.edited']);
  });
});

test('a draft has the questions and the words of its own watch, also those that came after its end', () => {
  const facts = recorded([
    {type: 'shift.started', shift: 'one', operator: 'ana'},
    {type: 'handoff.asked', question: 'q', text: 'who owns the map?', shift: 'one'},
    {type: 'handoff.asked', question: 'q2', text: 'not this', shift: 'other'},
    {type: 'shift.ended', shift: 'one'},
    {type: 'handoff.asked', question: 'q3', text: 'and who pays?', shift: 'one'},
  ]);
  const told = story();
  const state = {...told.state(), shift: fold(told.state().shift, facts), log: facts};
  const shift = {id: 'one', operator: 'ana', startedAt: NIGHT, endedAt: NIGHT, origin: 'o'};
  const {drawn, markdown} = draftOf(state, facts, {now: NIGHT, shift});
  expect(markdown).toContain('- [ ] ana asks: who owns the map?\n- [ ] ana asks: and who pays?');
  expect(markdown).not.toContain('not this');
  const edited = recorded([
    {
      type: 'handoff.edited',
      edit: 'e',
      base: drawn,
      text: drawn.replace('and who pays?', 'and who calls?'),
      shift: 'one',
    },
  ]);
  expect(draftOf(state, [...facts, ...edited], {now: NIGHT, shift}).markdown).toContain('and who calls?');
});
