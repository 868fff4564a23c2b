import {closeOverlay, keepTyped} from '../actions/overlay.js';
import {flow} from '../flow.js';
import type {OverlayDefinition} from './definition.js';
import {fieldLine} from './field-line.js';
import type {AskPrompt} from './overlay.js';

/** A line of text for whatever wants one; what was typed is kept when it is left. */
export const ask: OverlayDefinition<AskPrompt> = {
  place: 'target',
  eager: true,
  title: overlay => overlay.title,
  lines: ({name, field, why}, scene, width) => [
    fieldLine(scene.paint, {name, field, focused: true}, width),
    ...(why === undefined ? [] : flow(scene.paint, [{text: why, tone: 'muted'}], {width})),
  ],
  field: overlay => overlay.field,
  typed: ({overlay}, field) => ({...overlay, field}),
  leave: ({cockpit, overlay}) => keepTyped(cockpit, overlay.draft, overlay.field.text),
  keys: [
    {
      keys: ['enter'],
      label: 'go on',
      what: 'takes what is typed',
      bar: 1,
      act({cockpit, overlay}) {
        keepTyped(cockpit, overlay.draft, '');
        closeOverlay(cockpit);
        overlay.act(overlay.field.text.trim());
      },
    },
  ],
};
