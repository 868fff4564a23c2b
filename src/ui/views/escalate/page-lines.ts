import type {Escalate} from '../../../core/escalation/command.js';
import {type Call, draftsOf} from '../../../core/escalation/pages.js';
import {deliveryLines} from '../../delivery-line.js';
import {callsIn, commandOf, type EscalateModel, type EscalateRow} from '../../escalate-model.js';
import {flow} from '../../flow.js';
import type {Part} from '../../row.js';
import type {Scene} from '../../scene.js';

/** What the row under the cursor comes to: who would read what, or how something that was sent stands. */
export function pageLines(scene: Scene, model: EscalateModel, row: EscalateRow | undefined): readonly string[] {
  if (row?.kind === 'delivery') return deliveryLines(scene, row.delivery);
  const command = commandOf(scene, row);
  if (command === undefined) return said(scene, emptyParts(model, scene));
  const watch = scene.ui.held ?? scene.watch;
  const calls = callsIn(watch, command, scene.now);
  if ('refusal' in calls) {
    const {message, hint} = calls.refusal;
    return said(scene, [[{text: ` ${message}`, tone: 'warning'}], [{text: ` ${hint}`}]]);
  }
  return said(
    scene,
    calls.flatMap(call => callParts(call, scene)),
  );
}

/** What would be read, as text. */
export function pageText(scene: Scene, command: Escalate): string {
  const calls = callsIn(scene.watch, command, scene.now);
  if ('refusal' in calls) return '';
  const by = scene.watch.settings.operator;
  return calls
    .flatMap(call => draftsOf(call, scene.watch, {at: scene.now, by}).slice(0, 1))
    .map(({message}) => `${message.title}\n${message.text}`)
    .join('\n\n');
}

function said({paint, columns}: Scene, parts: readonly (readonly Part[])[]): readonly string[] {
  return parts.flatMap(one => flow(paint, one, {width: columns, indent: 1}));
}

function callParts(call: Call, scene: Scene): readonly (readonly Part[])[] {
  const watch = scene.ui.held ?? scene.watch;
  const [draft] = draftsOf(call, watch, {at: scene.now, by: watch.settings.operator});
  if (draft === undefined) return [];
  const {title, text} = draft.message;
  const who =
    call.reach.who.length === 0 ? `Whoever is behind ${call.reach.targets[0]?.target}` : call.reach.who.join(', ');
  return [
    [
      {text: ` ${who} will read: `, tone: 'muted'},
      {text: title, tone: 'strong'},
    ],
    ...text.split('\n').map((part): readonly Part[] => [{text: ` ${part}`}]),
  ];
}

/** Where there is nobody to call: why, and what would change that. */
function emptyParts({group}: EscalateModel, {watch}: Scene): readonly (readonly Part[])[] {
  if (group === undefined) return [[{text: ' Nothing of it fires any more: nobody has to be called. esc goes back.'}]];
  if (watch.settings.targets.length > 0) return [[{text: ' Nothing is selected: j and k choose a level or a target.'}]];
  return [
    [{text: ' Nothing can be sent from here yet. Write into the configuration what reaches somebody, and when:'}],
    ...EXAMPLE.map((text): readonly Part[] => [{text: `   ${text}`, tone: 'strong'}]),
    [{text: ' `wk config schema` has every kind of target, `wk config check` says whether it is right.'}],
  ];
}

const EXAMPLE = [
  'targets:',
  '  room: {kind: slack, webhook: {env: SLACK_WEBHOOK_URL}}',
  'escalation:',
  '  default: {levels: [{name: room, after: 5m, to: [room]}]}',
];
