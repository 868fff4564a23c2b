import {requestsOf, whyNot} from '../escalation/decide-deliveries.js';
import {type Asking, type Decision, refuse} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import type {HandoffCommand} from './command.js';
import {decideAccept} from './decide-accept.js';
import {editIn} from './edit.js';

type CommandOf<T extends HandoffCommand['type']> = Extract<HandoffCommand, {type: T}>;

/** Longer ones would not go through the door to whoever writes. */
const LONGEST = 400_000;

/** One decider for each command about handing over. */
export const handoffDeciders: {
  readonly [T in HandoffCommand['type']]: (command: CommandOf<T>, state: WatchState, asking: Asking) => Decision;
} = {
  'accept-handoff': decideAccept,
  'record-handoff': ({type: _, ...written}) => [{type: 'handoff.written', ...written}],
  'send-handoff': ({type: _, deliveries, ...written}, state, asking) => {
    const refusal = deliveries.map(draft => whyNot(draft, state)).find(one => one !== undefined);
    if (refusal !== undefined) return {refusal};
    const requests = requestsOf(deliveries, state, asking);
    return requests.length === 0 ? [] : [{type: 'handoff.written', ...written}, ...requests];
  },
  'ask-incoming': ({text, shift}, _state, {newId}) => {
    const said = text.trim();
    if (said === '')
      return refuse('invalid', 'An empty question asks nothing.', 'Type what whoever comes should know.');
    return [{type: 'handoff.asked', question: newId('q-'), text: said, ...(shift === undefined ? {} : {shift})}];
  },
  'edit-handoff': decideEdit,
};

function decideEdit(
  {base, text, over, shift}: CommandOf<'edit-handoff'>,
  {log}: WatchState,
  {newId}: Asking,
): Decision {
  const before = editIn(log, shift);
  if (before?.edit !== over)
    return refuse(
      'refused',
      `${before?.by ?? 'Somebody'} has edited the handoff meanwhile.`,
      'Look at it as it is now, and edit that.',
    );
  if (text === undefined && before === undefined) return [];
  if ((text?.length ?? 0) + (base?.length ?? 0) > LONGEST)
    return refuse('invalid', 'The handoff is too long to be edited here.', 'Write it to a file, and edit that.');
  return [
    {
      type: 'handoff.edited',
      edit: newId('edit-'),
      ...(base === undefined ? {} : {base}),
      ...(text === undefined ? {} : {text}),
      ...(shift === undefined ? {} : {shift}),
    },
  ];
}
