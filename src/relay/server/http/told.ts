import {factVersion} from '../../../core/shift/fact.js';
import {plainText} from '../../../lib/plain-text.js';
import type {NewEntry} from '../../backbone/backbone.js';
import type {Inbound} from '../../hooks/hook.js';

interface Told {
  /** The hook it came by: two senders may use the same id. */
  readonly hook: string;
  /** Unix ms. */
  readonly now: number;
}

/** What a hook read, as it is taken into the stream. */
export function entryOf(inbound: Inbound, told: Told): NewEntry {
  if (inbound.kind === 'alert') return inbound;
  const {id, kind, by, ...said} = inbound;
  const body = inbound.kind === 'change' ? changeOf(inbound) : pagerOf(inbound);
  return {
    kind: 'told',
    key: `${told.hook} ${kind} ${id}`,
    fact: {v: factVersion(body.type), at: new Date(told.now).toISOString(), by: line(by), on: said.on, ...body},
  };
}

function changeOf(change: Extract<Inbound, {kind: 'change'}>) {
  return {
    type: 'change.recorded' as const,
    change: line(change.id),
    text: line(change.text),
    ...(change.service === undefined ? {} : {service: line(change.service)}),
    ...(change.labels === undefined ? {} : {labels: linesOf(change.labels)}),
  };
}

function pagerOf(pager: Extract<Inbound, {kind: 'pager'}>) {
  return {
    type: 'pager.reported' as const,
    target: pager.target,
    what: pager.what,
    incident: line(pager.incident),
    ...(pager.key === undefined ? {} : {key: pager.key}),
    ...(pager.url === undefined ? {} : {url: line(pager.url)}),
  };
}

function linesOf(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [line(name), line(value)]));
}

/** Becomes a sentence in everybody's log. */
function line(text: string): string {
  return plainText(text, {maxLength: 4_096});
}
