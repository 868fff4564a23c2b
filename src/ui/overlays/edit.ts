import {keepTyped} from '../actions/overlay.js';
import {editDraft, edited} from '../actions/runbook/edit.js';
import type {OverlayDefinition} from './definition.js';
import {fieldLine} from './field-line.js';
import type {EditPrompt} from './overlay.js';

export const edit: OverlayDefinition<EditPrompt> = {
  place: 'target',
  eager: true,
  title: overlay => `change for this walk: ${overlay.candidate.title}`,
  lines: (overlay, scene, width) => [fieldLine(scene.paint, {name: '$', field: overlay.field, focused: true}, width)],
  field: overlay => overlay.field,
  typed: ({overlay}, field) => ({...overlay, field}),
  leave({cockpit, overlay: {candidate, field}}) {
    keepTyped(cockpit, editDraft(candidate), field.text === candidate.text ? '' : field.text);
  },
  keys: [
    {
      keys: ['enter'],
      label: 'go on',
      what: 'judges the changed statement and asks about it; empty brings back the original',
      bar: 1,
      act: ({cockpit, overlay}) => edited(cockpit, overlay),
    },
  ],
};
