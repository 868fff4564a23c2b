import * as v from 'valibot';
import {parseWhen} from '../core/time/wall.js';
import {secret, text} from '../lib/option-parts.js';
import {isServerUrl} from '../lib/server-url.js';
import {weeklyHours} from './calendar-schema.js';
import {TURN, zone} from './checks.js';

const WHEN = 'write a time such as 2026-11-02T09:00, or one with its zone such as 2026-11-02T09:00:00+01:00';
const ROTATION = 'write {kind: rotation, users: [ana, lee], length: 7d, start: 2026-11-02T09:00}';
const URL_FORM = 'write a URL such as https://api.pagerduty.com, without user and password';

const when = v.pipe(
  v.string(WHEN),
  v.check(value => parseWhen(value, 'UTC') !== undefined, WHEN),
);

const turns = {
  users: v.pipe(v.array(text, 'write a list: [ana, lee]'), v.minLength(1, 'name at least one person')),
  length: v.optional(TURN),
  start: when,
  until: v.optional(when),
  hours: v.optional(weeklyHours),
  zone: v.optional(zone),
};

const overrides = v.optional(
  v.array(
    v.strictObject(
      {user: text, from: when, until: when},
      'write {user: NAME, from: 2026-12-24T09:00, until: 2026-12-26T09:00}',
    ),
    'write a list: [{user: NAME, from: 2026-12-24T09:00, until: 2026-12-26T09:00}]',
  ),
);

const rotation = v.strictObject({kind: v.literal('rotation'), ...turns, overrides}, ROTATION);

const layers = v.strictObject(
  {
    kind: v.literal('layers'),
    layers: v.pipe(
      v.array(
        v.strictObject(
          {name: v.optional(text), ...turns},
          'write {name: NAME, users: [ana, lee], length: 7d, start: 2026-11-02T09:00}',
        ),
        'write a list of layers, the later ones going before the earlier ones',
      ),
      v.minLength(1, 'name at least one layer'),
    ),
    zone: v.optional(zone),
    overrides,
  },
  'write {kind: layers, layers: [{users: [ana, lee], start: 2026-11-02T09:00}]}',
);

const pagerduty = v.strictObject(
  {
    kind: v.literal('pagerduty'),
    schedule: text,
    token: secret,
    url: v.optional(v.pipe(v.string(URL_FORM), v.check(isBareUrl, URL_FORM), v.metadata({format: 'uri'}))),
    people: v.optional(v.record(text, text, 'write NAME: the id, the e-mail address or the name in PagerDuty')),
    zone: v.optional(zone),
  },
  'write {kind: pagerduty, schedule: ID, token: {env: NAME}}',
);

/** Who is on call, of one schedule. */
export const schedule = v.pipe(
  v.variant('kind', [rotation, layers, pagerduty], `write rotation, layers or pagerduty, such as ${ROTATION.slice(6)}`),
  v.rawCheck(({dataset, addIssue}) => {
    if (!dataset.typed) return;
    for (const {path, message} of timeFaults(dataset.value)) {
      addIssue({message, path: issuePath(dataset.value, path)});
    }
  }),
);

type FileSchedule = v.InferOutput<typeof rotation> | v.InferOutput<typeof layers> | v.InferOutput<typeof pagerduty>;

interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

interface Stretch {
  readonly path: readonly (string | number)[];
  readonly from: string;
  readonly until: string;
  readonly zone: string;
}

function timeFaults(file: FileSchedule): readonly Fault[] {
  if (file.kind === 'pagerduty') return [];
  const {zone: name = 'UTC'} = file;
  const given = file.kind === 'layers' ? file.layers.map((layer, index) => ({layer, path: ['layers', index]})) : [];
  const whole = file.kind === 'rotation' ? [{layer: file, path: []}] : given;
  const spans = whole.flatMap(({layer: {start, until, zone: own = name}, path}): readonly Stretch[] =>
    until === undefined ? [] : [{path: [...path, 'until'], from: start, until, zone: own}],
  );
  const stretches = (file.overrides ?? []).map(
    (override, index): Stretch => ({path: ['overrides', index, 'until'], zone: name, ...override}),
  );
  return [...[...spans, ...stretches].flatMap(endFault), ...stretches.flatMap(overlapFault)];
}

function endFault({path, from, until, zone: name}: Stretch): readonly Fault[] {
  return momentOf(until, name) > momentOf(from, name) ? [] : [{path, message: 'is not after its begin'}];
}

function overlapFault(one: Stretch, index: number, all: readonly Stretch[]): readonly Fault[] {
  const other = all.findIndex(
    ({from, until}, before) =>
      before < index &&
      momentOf(from, one.zone) < momentOf(one.until, one.zone) &&
      momentOf(one.from, one.zone) < momentOf(until, one.zone),
  );
  return other === -1
    ? []
    : [{path: one.path.slice(0, -1), message: `overlaps overrides[${other}]: only one of them can be on call`}];
}

function momentOf(text: string, name: string): number {
  return parseWhen(text, name) ?? Number.NaN;
}

function issuePath(value: object, path: readonly (string | number)[]) {
  let at: unknown = value;
  const [first, ...rest] = path.map((key): v.IssuePathItem => {
    const input = at as Record<string | number, unknown>;
    at = input[key];
    return {type: 'unknown', origin: 'value', input, key, value: at};
  });
  return first === undefined ? undefined : ([first, ...rest] satisfies [v.IssuePathItem, ...v.IssuePathItem[]]);
}

function isBareUrl(value: string): boolean {
  return isServerUrl(value) && new URL(value).username === '' && new URL(value).password === '';
}
