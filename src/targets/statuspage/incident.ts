import * as v from 'valibot';
import type {FoundIncident, TargetMessage, TargetRequest} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {type Fitter, fit} from '../text/fit.js';

const LONGEST = {name: 255, body: 25_000};

/** What the page tells its readers about where things stand. */
const STATUSES = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
type PageStatus = (typeof STATUSES)[number];

/** Our words for the same, as they stand in a field called `status` of a message. */
const OTHER_WORDS: Readonly<Record<string, PageStatus>> = {
  detected: 'investigating',
  acknowledged: 'investigating',
  resolving: 'monitoring',
  mitigating: 'monitoring',
  closed: 'resolved',
};

export interface StatuspageSettings {
  readonly deliver_notifications: boolean;
  readonly components: readonly string[];
  /** What the named components are while it lasts. */
  readonly component_status: string;
  readonly impact: Readonly<Record<string, string | undefined>>;
}

/**
 * Only the title and the text are public. Labels, fields and links are for those inside, so they stay away from the
 * page.
 */
export function creation(request: TargetRequest, settings: StatuspageSettings, fits: Fitter): unknown {
  const impact = request.test ? 'none' : settings.impact[request.message.severity];
  return {
    incident: {
      name: fits.fit('the name', request.message.title, LONGEST.name),
      status: statusIn(request.message) ?? 'investigating',
      body: pageBody(request, fits),
      ...(impact === undefined ? {} : {impact_override: impact}),
      ...(request.test ? {} : affected(settings, settings.component_status)),
      deliver_notifications: notifies(request, settings),
      metadata: {watchkeeper: {thread: request.thread, key: request.key}},
    },
  };
}

/** An update keeps the name; its text becomes the next entry of the incident. */
export function change(request: TargetRequest, settings: StatuspageSettings, ends: boolean): unknown {
  const status = ends ? 'resolved' : statusIn(request.message);
  return {
    incident: {
      ...(status === undefined ? {} : {status}),
      body: pageBody(request),
      ...(ends && !request.test ? affected(settings, 'operational') : {}),
      deliver_notifications: notifies(request, settings),
    },
  };
}

export function pageBody(
  {message}: TargetRequest,
  fits: Pick<Fitter, 'fit'> = {fit: (_, text, most) => fit(text, most)},
): string {
  return fits.fit('the text', message.text === '' ? message.title : message.text, LONGEST.body);
}

function notifies(request: TargetRequest, settings: StatuspageSettings): boolean {
  return settings.deliver_notifications && request.test !== true;
}

function affected({components}: StatuspageSettings, status: string): object {
  if (components.length === 0) return {};
  return {component_ids: components, components: Object.fromEntries(components.map(id => [id, status]))};
}

function statusIn({fields, status}: TargetMessage): PageStatus | undefined {
  if (status === 'resolved') return 'resolved';
  const word =
    fields
      ?.find(({name}) => name.toLowerCase() === 'status')
      ?.value.trim()
      .toLowerCase() ?? '';
  return STATUSES.find(known => known === word) ?? (Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : undefined);
}

const text = v.nullish(v.string(), '');

export const rawPageIncident = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  name: text,
  status: text,
  shortlink: text,
  resolved_at: text,
  metadata: v.optional(v.unknown()),
  incident_updates: v.optional(v.unknown()),
});
export type RawPageIncident = v.InferOutput<typeof rawPageIncident>;

const ownMetadata = v.looseObject({watchkeeper: v.looseObject({thread: v.string(), key: v.nullish(v.string())})});

/** The thread of an incident that we made. */
export function threadOf(raw: RawPageIncident): string | undefined {
  const read = v.safeParse(ownMetadata, raw.metadata);
  return read.success ? read.output.watchkeeper.thread : undefined;
}

/** Whether this delivery made it. */
export function isFrom({metadata}: RawPageIncident, key: string): boolean {
  return v.is(ownMetadata, metadata) && metadata.watchkeeper.key === key;
}

export function foundOnPage(raw: RawPageIncident, thread: string): FoundIncident {
  const ended = isOver(raw);
  const on = Date.parse(raw.resolved_at ?? '');
  return {
    ref: {id: raw.id},
    thread,
    title: plainText(raw.name ?? '', {maxLength: 300}),
    // Being investigated in public is not being acknowledged by somebody.
    status: ended ? 'resolved' : 'triggered',
    ...(ended && !Number.isNaN(on) ? {on} : {}),
    assigned: [],
    ...(raw.shortlink ? {url: plainText(raw.shortlink)} : {}),
  };
}

/** Whether it has ended. */
export function isOver({status}: RawPageIncident): boolean {
  return status === 'resolved' || status === 'completed' || status === 'postmortem';
}

/** Whether an entry with this very text is there: an earlier try got through. */
export function saysAlready(raw: RawPageIncident, body: string): boolean {
  const updates = v.safeParse(v.array(v.looseObject({body: text})), raw.incident_updates);
  return updates.success && updates.output.some(update => (update.body ?? '').trim() === body.trim());
}
