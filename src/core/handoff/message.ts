import type {DeliveryDraft} from '../escalation/delivery.js';
import {sha256Hex} from '../escalation/sha256.js';
import type {KnownTarget} from '../settings.js';
import type {Handoff} from './handoff.js';
import {plainDocument} from './plain.js';
import {timesOf} from './times.js';

/** So long, ms, it is tried to send a handoff: then the next watch has begun long ago. */
const KEEPS = 24 * 60 * 60_000;
/** Characters of one post, where a long text is cut: the rest follows below it. */
const POST = 9_000;

/** Kinds that carry a text to people; the others page somebody, or keep tickets. */
const READERS: ReadonlySet<string> = new Set(['slack', 'email', 'webhook', 'command']);

/** Why a handoff cannot be sent to a target; undefined where it can. */
export function whyNoReader({name, kind}: Pick<KnownTarget, 'name' | 'kind'>): string | undefined {
  return READERS.has(kind)
    ? undefined
    : `${name} is a ${kind}: it would page somebody, and nobody reads a handoff there.`;
}

/** What is sent to a target, several posts where one would be cut. The same text to the same target is sent once. */
export function handoffDrafts(
  {handoff, markdown, shift}: {readonly handoff: Handoff; readonly markdown: string; readonly shift?: string},
  {name, kind}: Pick<KnownTarget, 'name' | 'kind'>,
  {by, at}: {readonly by: string; readonly at: number},
): readonly DeliveryDraft[] {
  const title = handoffTitle(handoff);
  const thread = `handoff-${sha256Hex(`${markdown}${shift ?? ''}`).slice(0, 24)}`;
  const texts = kind === 'slack' ? posts(markdown) : [plainDocument(withoutTitle(markdown))];
  return texts.map((text, index) => ({
    target: name,
    verb: index === 0 ? 'create' : 'note',
    key: `${thread}-${index + 1}`,
    thread,
    title: index === 0 ? 'handoff' : `handoff, part ${index + 1} of ${texts.length}`,
    message: {
      title: index === 0 ? title : `${title} (${index + 1} of ${texts.length})`,
      text,
      severity: 'P4',
      status: 'info',
      source: 'watchkeeper',
      by,
      at,
    },
    handoff: shift ?? thread,
    expiresAt: at + KEEPS,
  }));
}

/** `Handoff of ana, 2026-11-20 21:00Z to 2026-11-21 09:00Z`. */
function handoffTitle({operator, from, to, now}: Pick<Handoff, 'operator' | 'from' | 'to' | 'now'>): string {
  const times = timesOf({now, from});
  return `Handoff of ${operator}, ${times.full(from)} to ${times.full(to)}`;
}

function withoutTitle(markdown: string): string {
  return markdown.replace(/^# .*\n+/, '');
}

/** Whole sections together, as long as a post takes them. */
function posts(markdown: string): readonly string[] {
  const sections = withoutTitle(markdown).split(/\n(?=## )/);
  const found: string[] = [];
  for (const section of sections.map(plainDocument)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + section.length + 2 <= POST)
      found[found.length - 1] = `${last}\n\n${section}`;
    else found.push(section);
  }
  return found;
}
