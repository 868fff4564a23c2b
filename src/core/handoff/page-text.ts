import type {HandoffPage} from './handoff.js';
import {escaped} from './markdown-text.js';
import type {Times} from './times.js';

/** Who was paged, by what, when, and what came of it, in one line of Markdown without its bullet. */
export function pageText({people, target, requestedAt, ...page}: HandoffPage, times: Times): string {
  const whom = people.length === 0 ? escaped(target) : `${people.map(escaped).join(', ')} by ${escaped(target)}`;
  return `Paged ${times.at(requestedAt)} ${whom}: ${outcome(page, times)}`;
}

function outcome({state, answer, reason}: Pick<HandoffPage, 'state' | 'answer' | 'reason'>, times: Times): string {
  const why = reason === undefined ? '' : `: ${escaped(reason)}`;
  switch (state) {
    case 'waiting':
      return 'not sent yet';
    case 'failed':
      return `**not sent**${why}`;
    case 'expired':
      return '**not sent**, given up';
    case 'stopped':
      return 'stopped before it was sent';
    case 'sent':
      return answer === undefined ? 'sent' : answered(answer, times);
  }
}

function answered({status, by, at}: NonNullable<HandoffPage['answer']>, times: Times): string {
  if (status === 'none') return 'sent, **not acknowledged**';
  const who = by === undefined ? '' : ` by ${escaped(by)}`;
  return `${status}${who}${at === undefined ? '' : ` at ${times.at(at)}`}`;
}
