import * as v from 'valibot';
import {parseFilter} from '../core/alert/filter.js';
import {linkFault} from '../core/alert/link-template.js';
import {isTimeZone} from '../core/time/clock-text.js';
import {durationWithin} from '../core/time/duration-schema.js';
import {bareUrl} from '../lib/server-url.js';

const ZONE = 'write a time zone such as Europe/Berlin or UTC';
const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

/** Faster than once a second nobody reads, and the server is asked for the whole list each time. */
export const POLL = durationWithin(SECOND, 60 * 60 * SECOND);
export const GRACE = durationWithin(SECOND, DAY);
export const TIMEOUT = durationWithin(100, 10 * 60 * SECOND);
/** A shorter ack would be over before it could be extended; a longer one is a silence. */
export const ACK = durationWithin(10 * SECOND, 30 * DAY);
export const REMIND = durationWithin(10 * SECOND, 30 * DAY);
/** Shorter, and a slow line is taken for one that is cut. */
export const LEASE = durationWithin(2 * SECOND, 60 * 60 * SECOND);
export const SLA = durationWithin(SECOND, 365 * DAY);
/** From the moment itself on. */
export const AFTER = durationWithin(0, 30 * DAY);
/** What is owed is not owed for ever. */
export const OWED = durationWithin(60 * SECOND, 7 * DAY);
export const RUN = durationWithin(SECOND, 7 * DAY);
export const TURN = durationWithin(60 * 60 * SECOND, 366 * DAY);

export const zone = v.pipe(v.string(ZONE), v.check(isTimeZone, ZONE));

/** Also those of other alphabets and with dots; not what could not be told from the next word of a list or a filter. */
const NAME = /^[^\s,=!~<>{}"'`@][^\s,=!~<>{}"'`]*$/;
const NAMES =
  /^\s*(@source|[^\s,=!~<>{}"'`@][^\s,=!~<>{}"'`]*)(\s*,\s*(@source|[^\s,=!~<>{}"'`@][^\s,=!~<>{}"'`]*))*\s*$/;
/** What HTTP calls a token. */
const HEADER = /^[-!#$%&'*+.^_`|~0-9A-Za-z]+$/;

export const labelName = v.pipe(
  v.string('write the name of a label'),
  v.regex(NAME, 'write the name of one label, such as severity; it has no spaces'),
);
export const groupText = v.pipe(
  v.string('write route, none, or label names'),
  v.regex(NAMES, 'write route, none, or label names with commas between them, such as service,cluster'),
);
export const headerName = v.pipe(
  v.string(),
  v.regex(HEADER, 'this is no name of a header: it has no spaces or colons; write it like X-Scope-OrgID'),
);
export const headerValue = v.pipe(v.string(), v.regex(/^\P{Cc}*$/u, 'a header is one line of text'));

export const filterText = v.pipe(
  v.string('write a filter, such as team="payments"'),
  v.check(
    value => parseFilter(value).ok,
    ({input}) => filterFault(input),
  ),
);

export const linkTemplate = v.pipe(
  v.string('write a URL'),
  v.nonEmpty('write a URL, or leave the key out'),
  v.check(
    value => linkFault(value) === undefined,
    ({input}) => linkFault(input) ?? '',
  ),
);

function filterFault(text: string): string {
  const parsed = parseFilter(text);
  return parsed.ok ? '' : `is no filter, from its character ${parsed.position + 1} on: ${parsed.message}`;
}

/** Each repetition is told where it stands. */
export const unlikeUrls = unlike<string>(bareUrlOf, 'is the same server as one before it: name each member once');
export const unlikeViews = unlike<{readonly name: string}>(
  ({name}) => name,
  'has the name of a view before it: give each a name of its own',
);

function unlike<T>(keyOf: (item: T) => string, message: string) {
  return v.rawCheck<T[]>(({dataset, addIssue}) => {
    if (!dataset.typed) return;
    const input = dataset.value;
    const keys = input.map(keyOf);
    for (const [key, value] of input.entries()) {
      if (keys.indexOf(keys[key] ?? '') === key) continue;
      addIssue({message, path: [{type: 'array', origin: 'value', input, key, value}]});
    }
  });
}

function bareUrlOf(url: string): string {
  return URL.canParse(url) ? bareUrl(url) : url;
}
