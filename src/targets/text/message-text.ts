import type {TargetMessage} from '../../core/escalation/target.js';

/** The whole message below its title, as plain lines: for mails, notes and other places that know no structure. */
export function messageText(message: TargetMessage): string {
  const {text, fields = [], links = [], labels = {}} = message;
  const parts = [
    text,
    fields.map(({name, value}) => `${name}: ${value}`).join('\n'),
    labelText(labels),
    links.map(({title, url}) => `${title}: ${url}`).join('\n'),
    signature(message),
  ];
  return parts.filter(part => part !== '').join('\n\n');
}

/** `alertname="DiskFull" host="db-1"`, in the order of the names. */
export function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(' ');
}

/** Who sent it, and when. */
export function signature({by, at, severity, status}: TargetMessage): string {
  const what = status === 'info' ? 'Sent' : `${severity}, sent`;
  return `${what} by ${by} with Watchkeeper at ${new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')}`;
}
