import {type AlertKey, alertKey} from '../alert/alert.js';
import type {OccurrenceName} from '../escalation/delivery.js';
import {type Fact, type FactOf, isFact} from '../shift/fact.js';
import {recordedAt} from './episodes.js';
import type {HandoffPage} from './handoff.js';
import {readFacts} from './read-facts.js';

/** A page with what it was about. */
export interface PageAbout extends HandoffPage {
  readonly alerts: readonly OccurrenceName[];
}

interface Draft {
  readonly asked: FactOf<'delivery.requested'>;
  state: HandoffPage['state'];
  settledAt: number | undefined;
  reason: string | undefined;
}

/**
 * Who was paged, oldest first: calls for help, each with how it was delivered and what became of it at its target. One
 * that was asked for twice with the same key is one.
 */
export function pagesIn(facts: readonly Fact[]): readonly PageAbout[] {
  const pages = new Map<string, Draft>();
  const answers = answersRead();
  const read = readFacts({
    'delivery.requested': fact => {
      if (isPage(fact))
        pages.set(fact.delivery, {asked: fact, state: 'waiting', settledAt: undefined, reason: undefined});
      else answers.asks(fact);
    },
    'delivery.sent': fact => {
      settle(pages.get(fact.delivery), 'sent', fact);
      answers.sent(fact);
    },
    'delivery.failed': fact => {
      if (fact.final) settle(pages.get(fact.delivery), fact.stopped === true ? 'stopped' : 'failed', fact);
    },
    'delivery.expired': fact => settle(pages.get(fact.delivery), 'expired', fact),
    'pager.reported': answers.reported,
  });
  for (const fact of facts) read(fact);
  return once([...pages.values()]).map(page =>
    finished(page, page.state === 'sent' ? answers.of(page.asked) : undefined),
  );
}

/** Those about any of these alerts that were asked for in a span of time, Unix ms. */
export function pagesAbout(
  pages: readonly PageAbout[],
  alerts: readonly {readonly source: string; readonly fingerprint: string}[],
  {from, to}: {readonly from: number; readonly to: number},
): readonly HandoffPage[] {
  const keys = new Set<AlertKey>(alerts.map(alertKey));
  return pages
    .filter(
      one => one.requestedAt >= from && one.requestedAt <= to && one.alerts.some(name => keys.has(alertKey(name))),
    )
    .map(({alerts: _known, ...page}) => page);
}

/** Whether a fact tells of these pages: that they were asked for, how they were delivered, and what was said of them. */
export function isOfPages(pages: readonly HandoffPage[], log: readonly Fact[]): (fact: Fact) => boolean {
  const threads = new Set(pages.map(({thread}) => thread));
  const deliveries = new Set(pages.map(({delivery}) => delivery));
  for (const fact of pages.length === 0 ? [] : log) {
    if (isFact(fact, 'delivery.requested') && fact.verb === 'ack' && threads.has(fact.thread))
      deliveries.add(fact.delivery);
  }
  return fact =>
    isFact(fact, 'pager.reported')
      ? fact.key !== undefined && threads.has(fact.key)
      : 'delivery' in fact && deliveries.has(String(fact.delivery));
}

/** Whether somebody is called for help by it. */
export function isPage({
  escalation,
  verb,
  test,
}: Pick<FactOf<'delivery.requested'>, 'escalation' | 'verb' | 'test'>): boolean {
  return escalation !== undefined && (verb === 'create' || verb === 'escalate') && test !== true;
}

function settle(
  page: Draft | undefined,
  state: HandoffPage['state'],
  fact: FactOf<'delivery.sent'> | FactOf<'delivery.failed'> | FactOf<'delivery.expired'>,
): void {
  if (page === undefined) return;
  page.state = state;
  page.settledAt = recordedAt(fact);
  page.reason = fact.type === 'delivery.failed' ? reasonOf(fact) : undefined;
}

function reasonOf({reason, unknown}: FactOf<'delivery.failed'>): string {
  return unknown === true ? `${reason}; it may have arrived all the same` : reason;
}

/** Of those with the same key at the same target the one that was sent, else the last. */
function once(pages: readonly Draft[]): readonly Draft[] {
  const kept = new Map<string, Draft>();
  for (const page of pages) {
    const name = JSON.stringify([page.asked.target, page.asked.key]);
    if (kept.get(name)?.state !== 'sent') kept.set(name, page);
  }
  return [...kept.values()].sort((a, b) => recordedAt(a.asked) - recordedAt(b.asked));
}

type Answer = NonNullable<HandoffPage['answer']>;

/** What was said at targets, by kind and thread: acknowledged from here or there, taken back, ended. */
function answersRead() {
  const found = new Map<string, Answer[]>();
  const ours = new Map<string, FactOf<'delivery.requested'>>();
  const keyOf = (kind: string, thread: string) => JSON.stringify([kind, thread]);
  const say = (key: string, answer: Answer) => found.set(key, [...(found.get(key) ?? []), answer]);
  return {
    asks: (fact: FactOf<'delivery.requested'>) => {
      if (fact.verb === 'ack') ours.set(fact.delivery, fact);
    },
    sent: (fact: FactOf<'delivery.sent'>) => {
      const ack = ours.get(fact.delivery);
      if (ack === undefined || fact.absent === true) return;
      say(keyOf(ack.kind, ack.thread), {status: 'acknowledged', by: ack.by, at: recordedAt(fact)});
    },
    reported: ({what, key, target: kind, by, on}: FactOf<'pager.reported'>) => {
      if (key === undefined) return;
      if (what === 'acknowledged' || what === 'resolved') say(keyOf(kind, key), {status: what, by, at: on});
      else if (what === 'unacknowledged' || what === 'triggered') found.delete(keyOf(kind, key));
    },
    /** The first one since the page was asked for: what was said before is no answer to it. */
    of: (asked: FactOf<'delivery.requested'>): Answer | undefined =>
      found.get(keyOf(asked.kind, asked.thread))?.find(({at = 0}) => at >= recordedAt(asked)),
  };
}

/** Kinds of targets where whoever is paged acknowledges; of the others nobody can say that it was not done. */
const ACKNOWLEDGES: ReadonlySet<string> = new Set([
  'pagerduty',
  'pagerduty-rest',
  'opsgenie',
  'jsm',
  'splunk-oncall',
  'grafana-oncall',
]);

function finished({asked, state, settledAt, reason}: Draft, answer: Answer | undefined): PageAbout {
  const {delivery, target, thread, people, level, alerts = []} = asked;
  const none: Answer | undefined = state === 'sent' && ACKNOWLEDGES.has(asked.kind) ? {status: 'none'} : undefined;
  const answered = answer ?? none;
  return {
    delivery,
    target,
    thread,
    by: asked.by,
    people: people ?? [],
    ...(level === undefined ? {} : {level}),
    requestedAt: recordedAt(asked),
    state,
    ...(settledAt === undefined ? {} : {settledAt}),
    ...(reason === undefined ? {} : {reason}),
    ...(answered === undefined ? {} : {answer: answered}),
    alerts,
  };
}
