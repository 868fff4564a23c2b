import type {TargetMessage, TargetRequest} from '../../core/escalation/target.js';
import {shortKey} from '../short-key.js';
import {type Fitter, fit} from '../text/fit.js';
import {messageText} from '../text/message-text.js';

const LONGEST = {alias: 512, message: 130, description: 15_000, note: 25_000, tag: 50, user: 100, source: 100};
const MOST_TAGS = 20;

/** What an alert is called by, from its start to its end. */
export function aliasOf(thread: string): string {
  return shortKey(thread, LONGEST.alias);
}

/** Who is told of a new alert. */
export interface OpsgenieResponder {
  readonly type: 'user' | 'escalation' | 'schedule' | 'team';
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly username?: string | undefined;
}

/** What is to be read of an alert, within its limits. */
export function alertTexts({message}: TargetRequest, fits: Fitter) {
  return {
    message: fits.fit('the title', message.title, LONGEST.message),
    description: fits.fit('the text', messageText(message), LONGEST.description),
    priority: message.severity,
  };
}

export function creation(
  request: TargetRequest,
  to: {readonly responders: readonly OpsgenieResponder[]; readonly tags: readonly string[]},
  fits: Fitter,
): unknown {
  const tags = [...(request.test ? ['test'] : []), ...to.tags];
  return {
    alias: aliasOf(request.thread),
    ...alertTexts(request, fits),
    ...(to.responders.length === 0 ? {} : {responders: to.responders}),
    tags: tags.slice(0, MOST_TAGS).map(tag => fit(tag, LONGEST.tag)),
    details: request.message.labels ?? {},
    source: fit(request.message.source, LONGEST.source),
    user: fit(request.message.by, LONGEST.user),
  };
}

/** The body of what is done to an alert: who, and why. */
export function action(request: TargetRequest, more: Readonly<Record<string, unknown>> = {}): unknown {
  return {user: fit(request.message.by, LONGEST.user), source: 'watchkeeper', note: noteText(request.message), ...more};
}

export function noteText({title, text}: TargetMessage): string {
  return fit(text === '' ? title : `${title}\n\n${text}`, LONGEST.note);
}
