import {plainText} from '../../../lib/plain-text.js';
import type {Cockpit} from '../../cockpit.js';
import {field} from '../../input/field.js';
import type {DrawnDraft} from '../../ui-store.js';
import {dispatch} from '../dispatch.js';
import {inEditor} from '../in-editor.js';
import {ask, keepTyped} from '../overlay.js';
import {say} from '../say.js';

/** Under this name a text is kept that could not be taken. */
const WHOLE = 'handoff';

/** Opens one line of the document for changing, as it is written there; an empty one is taken out. */
export function askLine(cockpit: Cockpit, line: number): void {
  const {draft, typed} = cockpit.ui.getState();
  const given = draft?.markdown.split('\n')[line];
  if (draft === undefined || given === undefined) return;
  const name = `handoff line ${given}`;
  ask(cockpit, {
    kind: 'ask',
    title: 'edit the line',
    name: 'line',
    field: field(typed[name] || given),
    draft: name,
    why: 'in your own words; the rest goes on with the facts. Empty takes the line out.',
    act: text => {
      if (text === given.trim()) return;
      const lines = draft.markdown.split('\n');
      take(
        cockpit,
        draft,
        lines.flatMap((one, at) => (at === line ? kept(one, text, lines[at + 1] ?? '') : [one])).join('\n'),
      );
    },
  });
}

/** An indent is no part of what is typed; and what is typed where nothing was does not join what is around it. */
function kept(before: string, text: string, below: string): readonly string[] {
  if (text === '') return [];
  if (before.trim() === '') return ['', ...spaced(before, text, below)];
  return [`${/^ */.exec(before)?.[0] ?? ''}${text}`];
}

/** Asks what to add: a question for whoever comes, a note to the watch, or a line of the document. */
export function askAddition(cockpit: Cockpit, line: number): void {
  ask(cockpit, {
    kind: 'menu',
    title: 'add to the handoff',
    at: 0,
    items: [
      {label: 'question', detail: 'for whoever comes: asked when they take over', act: () => askQuestion(cockpit)},
      {label: 'line', detail: 'below the one the cursor is on', act: () => askNewLine(cockpit, line)},
    ],
  });
}

function askQuestion(cockpit: Cockpit): void {
  ask(cockpit, {
    kind: 'ask',
    title: 'ask or tell whoever comes',
    name: 'question',
    field: field(cockpit.ui.getState().typed['handoff question'] ?? ''),
    draft: 'handoff question',
    act: text => {
      const shift = cockpit.ui.getState().draft?.shift;
      dispatch(cockpit, {type: 'ask-incoming', text, ...(shift === undefined ? {} : {shift})}, () =>
        say(cockpit, `asked: ${text}`, 'good'),
      );
    },
  });
}

function askNewLine(cockpit: Cockpit, line: number): void {
  const {draft, typed} = cockpit.ui.getState();
  if (draft === undefined) return;
  ask(cockpit, {
    kind: 'ask',
    title: 'a line of your own',
    name: 'line',
    field: field(typed['handoff new line'] ?? ''),
    draft: 'handoff new line',
    act: text => {
      if (text === '') return;
      const lines = draft.markdown.split('\n');
      const isItem = /^\s*- /.test(lines[line] ?? '');
      const added = isItem && !text.startsWith('- ') ? `- ${text}` : text;
      take(
        cockpit,
        draft,
        [
          ...lines.slice(0, line + 1),
          ...spaced(lines[line] ?? '', added, lines[line + 1] ?? ''),
          ...lines.slice(line + 1),
        ].join('\n'),
      );
    },
  });
}

/** Between a heading and other text there is a blank line, or it would not be one; and a paragraph ends with one. */
function spaced(above: string, added: string, below: string): readonly string[] {
  const isJoined = below.trim() !== '' && (above.trim() === '' || /^#/.test(below));
  return [...(/^#/.test(above) ? [''] : []), added, ...(isJoined ? [''] : [])];
}

/** Opens the whole document in the operator's editor. */
export async function editWhole(cockpit: Cockpit): Promise<void> {
  const {watchDesk} = cockpit;
  const {draft: drawn, typed} = cockpit.ui.getState();
  if (watchDesk === undefined || drawn === undefined) return;
  const draft = () => watchDesk.draft(typed[WHOLE] || drawn.markdown, 'handoff.md');
  const taken = await inEditor(cockpit, {draft, what: 'The handoff'});
  if (taken === undefined) return;
  const text = plainText(taken, {multiline: true});
  if (text.trim() === '') say(cockpit, 'An empty handoff tells nothing: nothing is changed.', 'warning');
  else take(cockpit, drawn, `${text}\n`);
}

/** Puts the text in place of the draft it was made of; where that is refused, it is kept for the next try. */
function take(cockpit: Cockpit, {drawn, markdown, handoff: {edit}, shift}: DrawnDraft, text: string): void {
  if (text === markdown) {
    say(cockpit, 'Nothing is changed.');
    return;
  }
  keepTyped(cockpit, WHOLE, text);
  dispatch(
    cockpit,
    {
      type: 'edit-handoff',
      base: drawn,
      text,
      ...(edit === undefined ? {} : {over: edit.edit}),
      ...(shift === undefined ? {} : {shift}),
    },
    () => {
      keepTyped(cockpit, WHOLE, '');
      say(cockpit, 'edited; what is yours has a * before it', 'good');
    },
  );
}

/** Takes the operator's own words back, after a question. */
export function askTakeBack(cockpit: Cockpit): void {
  const {draft} = cockpit.ui.getState();
  const edit = draft?.handoff.edit;
  if (draft === undefined || edit === undefined) return;
  ask(cockpit, {
    kind: 'confirm',
    title: 'take your own words back?',
    lines: [{text: 'The handoff is then what the facts say, and nothing else. Questions and notes stay.'}],
    yes: 'take back',
    act: () =>
      dispatch(
        cockpit,
        {type: 'edit-handoff', over: edit.edit, ...(draft.shift === undefined ? {} : {shift: draft.shift})},
        () => say(cockpit, 'the handoff is drawn from the facts again', 'good'),
      ),
  });
}
