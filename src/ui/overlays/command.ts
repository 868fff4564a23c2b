import {COMMAND_DRAFT, commandHelp, commandWords, runCommand} from '../actions/commands.js';
import {amend, keepTyped} from '../actions/overlay.js';
import {candidatesFor, complete} from '../complete.js';
import {field} from '../input/field.js';
import {line, wrap} from '../row.js';
import type {Scene} from '../scene.js';
import type {Asked, OverlayDefinition} from './definition.js';
import {fieldLine} from './field-line.js';
import type {CommandPrompt} from './overlay.js';

const MOST_OFFERS = 32;
const MOST_LINES = 2;

export const command: OverlayDefinition<CommandPrompt> = {
  place: 'bottom',
  eager: true,
  title: () => 'command',
  lines(overlay, scene, width) {
    const typed = fieldLine(scene.paint, {name: ':', field: overlay.field, focused: true}, width);
    const told = wrap(offerText(overlay, scene), width - 2).slice(0, MOST_LINES);
    return [...told.map(text => line(scene.paint, [{text: `  ${text}`, tone: 'muted'}], width)), typed];
  },
  field: overlay => overlay.field,
  typed: ({overlay}, typed) => ({...overlay, field: typed, back: 0}),
  leave: ({cockpit, overlay}) => keepTyped(cockpit, COMMAND_DRAFT, overlay.field.text),
  keys: [
    {
      keys: ['enter'],
      label: 'do it',
      what: 'runs the command',
      bar: 1,
      act: ({cockpit, overlay}) => runCommand(cockpit, overlay.field.text),
    },
    {
      keys: ['tab'],
      label: 'complete',
      what: 'completes the word',
      bar: 2,
      act: ({cockpit, overlay}) =>
        amend(cockpit, {
          ...overlay,
          field: complete(overlay.field, commandWords(cockpit.scenes.getState(), overlay.field.text)),
        }),
    },
    {
      keys: ['up', 'ctrl-p'],
      label: 'earlier',
      what: 'the command entered before',
      bar: 3,
      act: asked => recall(asked, 1),
    },
    {keys: ['down', 'ctrl-n'], label: 'later', what: 'the command entered after', act: asked => recall(asked, -1)},
  ],
};

/** Every command before the first letter; then those that begin so; of the one that is meant, what it does. */
function offerText({field: typed}: CommandPrompt, scene: Scene): string {
  const words = commandWords(scene, typed.text);
  const offers = typed.text.trim() === '' ? words : candidatesFor(typed, words);
  if (offers.length > 0) return offers.slice(0, MOST_OFFERS).join('  ');
  return commandHelp(typed.text);
}

function recall({cockpit, overlay}: Asked<CommandPrompt>, by: number): void {
  const {history} = cockpit.ui.getState();
  const back = Math.max(0, Math.min(overlay.back + by, history.length));
  amend(cockpit, {...overlay, back, field: field(back === 0 ? '' : (history.at(-back) ?? ''))});
}
