import type {SourceTrouble} from '../live/update.js';

/** What a source does wrong, in few words: `refuses us (401)`, `connection refused`; for where a sentence has no room. */
export function shortTrouble(trouble: SourceTrouble): string {
  const {kind, message} = trouble;
  const code = codeIn(message);
  switch (kind) {
    case 'refused':
      return code === '' ? certificateTrouble(message) : `refuses us${code}`;
    case 'bad-answer':
      return code === '' ? 'odd answers, no alerts' : `odd answers${code}`;
    case 'overloaded':
      return `${busyWord(message)}${code}`;
    case 'too-large':
      return 'too long an answer';
    case 'timeout':
      return 'no answer in time';
    default:
      return (
        /\b(connection refused|connection was cut|does not speak TLS|no route)\b/.exec(message)?.[1] ?? 'not reached'
      );
  }
}

/** What can be said of a source that never gave its alerts: not that it is silent, where it answers otherwise. */
export function neverGood(source: string, trouble: SourceTrouble | undefined): string {
  const code = codeIn(trouble?.message ?? '');
  switch (trouble?.kind) {
    case 'refused':
      return code === '' ? `${source} has not answered yet` : `${source} refuses us${code}`;
    case 'bad-answer':
      return `${source} answers, but not with alerts`;
    case 'overloaded':
      return `${source} answers, but is ${busyWord(trouble.message)}${code}`;
    case 'too-large':
      return `${source} answers with more than is accepted`;
    default:
      return `${source} has not answered yet`;
  }
}

/** Overloaded is what a server says of itself; any other refusal for now may come from what stands before it. */
function busyWord(message: string): string {
  return message.includes(' is overloaded') ? 'overloaded' : 'not available';
}

/** The status of an answer, as sentences about it have it. */
function codeIn(message: string): string {
  return / \(\d{3}\)/.exec(message)?.[0] ?? '';
}

/** Refusals without an answer are about certificates. */
function certificateTrouble(message: string): string {
  if (/client certificate/.test(message)) return 'refuses our certificate';
  return /certificate file/.test(message) ? 'a certificate file cannot be read' : 'its certificate is not trusted';
}
