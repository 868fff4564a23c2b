import {addNote, noteDraft} from '../actions/note.js';
import {keepTyped} from '../actions/overlay.js';
import type {OverlayDefinition} from './definition.js';
import {fieldLine} from './field-line.js';
import type {NotePrompt} from './overlay.js';

export const note: OverlayDefinition<NotePrompt> = {
  place: 'target',
  eager: true,
  title: overlay => (overlay.target === undefined ? 'note to the watch' : `note on ${overlay.target.name}`),
  lines: (overlay, scene, width) => [
    fieldLine(scene.paint, {name: 'note', field: overlay.field, focused: true}, width),
  ],
  field: overlay => overlay.field,
  typed: ({overlay}, field) => ({...overlay, field}),
  leave: ({cockpit, overlay}) => keepTyped(cockpit, noteDraft(overlay.target), overlay.field.text),
  keys: [
    {
      keys: ['enter'],
      label: 'add',
      what: 'adds the note to the log',
      bar: 1,
      act: ({cockpit, overlay}) => addNote(cockpit, overlay.field.text, overlay.target),
    },
  ],
};
