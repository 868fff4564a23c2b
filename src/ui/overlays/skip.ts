import {keepTyped} from '../actions/overlay.js';
import {skipDraft, skip as skipStep} from '../actions/runbook/step.js';
import type {OverlayDefinition} from './definition.js';
import {fieldLine} from './field-line.js';
import type {SkipPrompt} from './overlay.js';

export const skip: OverlayDefinition<SkipPrompt> = {
  place: 'target',
  eager: true,
  title: overlay => `skip ${overlay.title}`,
  lines: (overlay, scene, width) => [fieldLine(scene.paint, {name: 'why', field: overlay.field, focused: true}, width)],
  field: overlay => overlay.field,
  typed: ({overlay}, field) => ({...overlay, field}),
  leave: ({cockpit, overlay}) => keepTyped(cockpit, skipDraft(overlay), overlay.field.text),
  keys: [
    {
      keys: ['enter'],
      label: 'skip',
      what: 'skips the step, with the reason; without one it asks once more',
      bar: 1,
      act: ({cockpit, overlay}) => skipStep(cockpit, overlay),
    },
  ],
};
