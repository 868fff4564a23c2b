import {matcherText} from '../core/alert/matcher.js';
import type {AlertQuery, ListedAlert} from './context.js';

/** Everything that fits, whatever holds it back. */
export const ANY_STATE: Omit<AlertQuery, 'matchers'> = {
  active: true,
  silenced: true,
  inhibited: true,
  unprocessed: true,
};

export function listedName(alert: ListedAlert): string {
  return alert.labels.alertname ?? alert.fingerprint;
}

/** White space other than single spaces. */
const UNEVEN = /[^\S ]| {2}/;

/** What it says of itself in one line. */
export function listedSummary({annotations}: ListedAlert): string {
  const text = annotations.summary ?? annotations.message ?? annotations.description ?? '';
  return (UNEVEN.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
}

/** Why it does not notify, or `active`. */
export function listedState({status}: ListedAlert): string {
  if (status.state !== 'suppressed') {
    return status.state;
  }
  if (status.silencedBy.length > 0) {
    return 'silenced';
  }
  if (status.inhibitedBy.length > 0) {
    return 'inhibited';
  }
  return (status.mutedBy ?? []).length > 0 ? 'muted' : 'suppressed';
}

/** Labels as they identify it, its name left out. */
export function listedLabels({labels}: ListedAlert): string {
  const names = Object.keys(labels).filter(name => name !== 'alertname');
  return names
    .sort()
    .map(name => labelText(name, labels[name] ?? ''))
    .join(' ');
}

const PLAIN_NAME = /^[a-zA-Z_]\w*$/;
const ESCAPED = /["\\\n]/;

/** As a matcher is written, so that it can be pasted back as one. */
function labelText(name: string, value: string): string {
  if (PLAIN_NAME.test(name) && !ESCAPED.test(value)) return `${name}="${value}"`;
  return matcherText({name, value, isRegex: false, isEqual: true});
}
