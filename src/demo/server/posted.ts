import type {Labels} from '../../core/alert/alert.js';
import type {Matcher} from '../../core/alert/matcher.js';
import type {PostedAlert} from './alert-store.js';
import {invalid, refused} from './api-error.js';
import type {PostedSilence} from './silence-store.js';

type Fields = Readonly<Record<string, unknown>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)$/;
/** What Go's zero time looks like: as if it were absent. */
const ZERO_TIME = '0001-01-01T00:00:00';

/** Reads the body of `POST /alerts`. */
export function postedAlerts(body: string): readonly PostedAlert[] {
  const read = reader('alerts', 'models.PostableAlerts');
  const items = read.json(body);
  if (!Array.isArray(items)) throw read.wrongType(items);
  const alerts = items.map(item => postedAlert(read.fields(item), read));
  items.forEach((item: Fields, index) => {
    if (item.labels === undefined || item.labels === null) throw invalid(602, `${index}.labels in body is required`);
    const link = item.generatorURL;
    if (typeof link === 'string' && link !== '' && !isUri(link))
      throw invalid(601, `${index}.generatorURL in body must be of type uri: ${JSON.stringify(link)}`);
  });
  return alerts;
}

/** Reads the body of `POST /silences`. */
export function postedSilence(body: string): PostedSilence {
  const read = reader('silence', 'models.PostableSilence');
  const item = read.fields(read.json(body));
  for (const name of ['comment', 'createdBy', 'endsAt', 'matchers', 'startsAt'])
    if (item[name] === undefined || item[name] === null) throw invalid(602, `${name} in body is required`);
  if (!Array.isArray(item.matchers)) throw read.wrongType(item.matchers);
  if (item.matchers.length === 0) throw invalid(612, 'matchers in body should have at least 1 items');
  const id = read.text(item.id);
  return {
    ...(id === undefined || id === '' ? {} : {id}),
    matchers: item.matchers.map((matcher, index) => postedMatcher(read.fields(matcher), {index, read})),
    startsAt: read.time(item.startsAt) ?? 0,
    endsAt: read.time(item.endsAt) ?? 0,
    createdBy: read.text(item.createdBy) ?? '',
    comment: read.text(item.comment) ?? '',
  };
}

/** The id of a path such as `/silence/{id}`. */
export function silenceId(text: string): string {
  if (!UUID.test(text)) throw invalid(601, `silenceID in path must be of type uuid: ${JSON.stringify(text)}`);
  return text;
}

function postedAlert(item: Fields, read: Reader): PostedAlert {
  const startsAt = read.time(item.startsAt);
  const endsAt = read.time(item.endsAt);
  return {
    labels: read.labels(item.labels),
    annotations: read.labels(item.annotations),
    generatorURL: read.text(item.generatorURL) ?? '',
    ...(startsAt === undefined ? {} : {startsAt}),
    ...(endsAt === undefined ? {} : {endsAt}),
  };
}

function postedMatcher(item: Fields, {index, read}: {index: number; read: Reader}): Matcher {
  for (const name of ['isRegex', 'name', 'value'])
    if (item[name] === undefined || item[name] === null)
      throw invalid(602, `matchers.${index}.${name} in body is required`);
  return {
    name: read.text(item.name) ?? '',
    value: read.text(item.value) ?? '',
    isRegex: read.flag(item.isRegex),
    isEqual: item.isEqual === undefined || item.isEqual === null ? true : read.flag(item.isEqual),
  };
}

function isUri(text: string): boolean {
  return text.startsWith('/') || /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(text);
}

type Reader = ReturnType<typeof reader>;

/** Reads JSON as strictly as Go would into the named type. */
function reader(what: string, type: string) {
  const bad = (why: string) => refused(400, `parsing ${what} body from "" failed, because ${why}`);
  const wrongType = (value: unknown) => bad(`json: cannot unmarshal ${jsonType(value)} into Go value of type ${type}`);
  const text = (value: unknown): string | undefined => {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw wrongType(value);
    return value;
  };
  return {
    wrongType,
    text,
    json(body: string): unknown {
      try {
        return JSON.parse(body);
      } catch (error) {
        throw bad(error instanceof Error ? error.message : String(error));
      }
    },
    fields(value: unknown): Fields {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(value);
      return value as Fields;
    },
    flag(value: unknown): boolean {
      if (typeof value !== 'boolean') throw wrongType(value);
      return value;
    },
    labels(value: unknown): Labels {
      if (value === undefined || value === null) return {};
      if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(value);
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, text(inner) ?? '']));
    },
    time(value: unknown): number | undefined {
      const written = text(value);
      if (written === undefined || written === '' || written.startsWith(ZERO_TIME)) return undefined;
      const time = DATE_TIME.test(written) ? Date.parse(written) : Number.NaN;
      if (Number.isNaN(time)) throw bad(`unable to parse time ${JSON.stringify(written)}`);
      return time;
    },
  };
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
