import type {Asking} from '../shift/decision.js';
import {brief} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import {type Call, draftsOf} from './pages.js';
import {unknownText} from './reach.js';

/** What calls come to before they are made, as lines for people: who, by what, and what they will read. */
export function previewOf(
  calls: readonly Call[],
  state: WatchState,
  asking: Pick<Asking, 'at' | 'by'>,
): readonly string[] {
  return calls.flatMap(call => {
    const drafts = draftsOf(call, state, asking);
    const [first] = drafts;
    if (first === undefined) return [];
    return [
      `${call.standing.severity} ${call.standing.title}, for ${brief(asking.at - call.standing.since)}: ${levelText(call)}`,
      ...unknownLines(call),
      `  who: ${call.reach.who.length === 0 ? 'whoever is behind the target' : call.reach.who.join(', ')}`,
      `  by:  ${drafts.map(({target, people = []}) => (people.length === 0 ? target : `${target} (${people.join(', ')})`)).join(', ')}`,
      '  they will read:',
      `    ${first.message.title}`,
      ...first.message.text.split('\n').map(line => `    ${line}`),
    ];
  });
}

/** Whom it goes to instead is said below it. */
function unknownLines({reach}: Call): readonly string[] {
  const unknown = unknownText(reach);
  return unknown === undefined ? [] : [`  note: ${unknown}`];
}

function levelText({level, policy}: Call): string {
  return policy === undefined || level.name.startsWith('to ') ? level.name : `level ${level.name} of ${policy.name}`;
}
