import {SourceError} from '../../core/ports.js';
import {words, wordsOf} from '../../lib/server-words.js';
import {type Asked, typed} from './failure.js';

/** As much of a body as says what it is. */
const BEGINNING = 4096;

/** The parts of an answer that the sentences need. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly contentType: string;
  readonly location?: string;
}

/** An answer whose status says no, in words for the operator. */
export function refusal(answer: Answered, asked: Asked): SourceError {
  const {status} = answer;
  const said = wordsOf(concealed(answer.text, asked), answer.contentType);
  const quote = said === '' ? '' : `: ${said}`;
  if (status >= 300 && status < 400) return redirected(answer, asked);
  if (status === 401 || status === 403 || status === 407) return refusedAccess({status, quote}, asked);
  if (status === 429 || status === 503) return tooBusy({status, quote}, asked);
  if (status === 404 || status === 410) return unknownHere({status, quote}, asked);
  if (status >= 500) return serverError({status, quote}, asked);
  if (status === 400 && isPlainToTls(answer, asked)) return withoutTls(quote, asked);
  return new SourceError('rejected', `${asked.name} rejects it (${status})${quote}.`, {
    hint: 'Change what was asked for; the same again would be rejected again.',
  });
}

/** What servers of several kinds say to `http://` at a port for `https://`. */
function isPlainToTls({text}: Answered, {url}: Asked): boolean {
  return url.startsWith('http://') && /HTTP request (was sent )?to (an? )?HTTPS (server|port)/i.test(text);
}

/** Only the server's own words tell too many requests from a proxy with nothing behind it, or from maintenance. */
function tooBusy({status, quote}: Said, {name, server}: Asked): SourceError {
  if (status === 429 || /concurren|too many/i.test(quote)) {
    return new SourceError('overloaded', `${name} is overloaded (${status})${quote}.`, {
      hint: 'Fewer clients, or a higher --web.get-concurrency, help.',
    });
  }
  return new SourceError('overloaded', `${name} is not available (${status})${quote}.`, {
    hint: `Check that ${server} runs, and what stands before it: either may give this answer.`,
  });
}

function refusedAccess({status, quote}: Said, asked: Asked): SourceError {
  if (status === 407) {
    return new SourceError('refused', `The proxy in front of ${asked.name} wants credentials (407).`, {
      hint: 'Put them into the proxy URL: http://user:password@proxy:3128',
    });
  }
  return new SourceError('refused', `${asked.name} refuses our credentials (${status})${quote}.`, {
    hint: 'Check `auth` and `headers` of this server in the configuration, and that the secret they name is current.',
  });
}

function unknownHere({status, quote}: Said, asked: Asked): SourceError {
  const knows = status === 404 ? 'knows no' : 'no longer has';
  return new SourceError('not-found', `${asked.name} ${knows} ${asked.url} (${status})${quote}.`, {
    hint: `Check the URL and its prefix: <url>/api/v2/status must answer. Is it the address of ${asked.server}?`,
  });
}

function withoutTls(quote: string, {name}: Asked): SourceError {
  return new SourceError('bad-answer', `${name} speaks TLS, and is asked without it (400)${quote}.`, {
    hint: 'Put https:// before its name instead of http://.',
  });
}

/** A body that is not the JSON we expect, in words for the operator. */
export function badBody(answer: Answered, asked: Asked, cause?: unknown): SourceError {
  const body = wholeJson(answer.text);
  if (body !== undefined) return oddBody(body, asked);
  const start = concealed(answer.text.slice(0, BEGINNING), asked).trimStart();
  if (start.startsWith('<') || answer.contentType.includes('html')) {
    return new SourceError('bad-answer', `${asked.name} answers with a web page instead of JSON.`, {
      hint: `The URL leads to a login page, a proxy or another program. ${asked.url} must give JSON.`,
      cause,
    });
  }
  if (start === '') {
    return new SourceError('bad-answer', `${asked.name} answers with nothing.`, {
      hint: `Something between here and ${asked.server} swallows the body. Try: curl -i ${typed(asked.url)}`,
      cause,
    });
  }
  const cut = /^[[{]/.test(start);
  const what = cut ? 'an answer that is cut short or damaged' : `something that is not JSON: ${words(start)}`;
  return new SourceError('bad-answer', `${asked.name} gave ${what}.`, {
    hint: `Try: curl -i ${typed(asked.url)}`,
    cause,
  });
}

/** What a short text is as JSON; undefined where it is none. */
function wholeJson(text: string): unknown {
  if (text.length > BEGINNING) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON, but not what was asked for, in words for the operator. */
export function oddBody(body: unknown, asked: Asked): SourceError {
  const what = words(concealed(kindOf(body), asked));
  return new SourceError('bad-answer', `${asked.name} answers with JSON of another kind (${what}).`, {
    hint: `Is it the address of ${asked.server}? Try: curl -i ${typed(asked.url)}`,
  });
}

const GLIMPSE = 40;

function kindOf(body: unknown): string {
  if (Array.isArray(body)) return body.length === 0 ? 'an empty list' : 'a list of other things';
  if (body === null || typeof body !== 'object') return String(body).slice(0, GLIMPSE);
  const names = Object.keys(body).slice(0, 3).join(', ');
  return names === '' ? 'an empty object' : `an object with ${names.slice(0, GLIMPSE)}`;
}

function concealed(text: string, {conceal}: Asked): string {
  return conceal?.(text) ?? text;
}

function redirected(answer: Answered, asked: Asked): SourceError {
  const to = words(concealed(answer.location ?? 'somewhere else', asked));
  return new SourceError('bad-answer', `${asked.name} sends us on to ${to} (${answer.status}).`, {
    hint: 'Redirects are not followed, so that credentials stay here. Put the right address into the configuration.',
  });
}

interface Said {
  readonly status: number;
  readonly quote: string;
}

function serverError(found: Said, asked: Asked): SourceError {
  if (found.status === 502 || found.status === 504) {
    return new SourceError(
      'unreachable',
      `What stands before ${asked.name} cannot reach it (${found.status})${found.quote}.`,
      {
        hint: `Check that ${asked.server} itself runs; the proxy in front of it answers.`,
      },
    );
  }
  return new SourceError('bad-answer', `${asked.name} failed (${found.status})${found.quote}.`, {
    hint: 'Its own log says more.',
  });
}
