import type {Labels} from '../alert/alert.js';
import type {Routing} from '../alert/routing.js';
import {groupsOnRoutes} from '../escalation/group-key.js';
import {sha256Hex} from '../escalation/sha256.js';
import {brief} from '../time/duration.js';
import type {CheckResult} from './checklist.js';

/** The label that marks a test alert: a route can catch it, and no ladder of ours calls anybody for it. */
export const TEST_LABEL = 'wk_test';
const TEST_ALERT = 'WatchkeeperTest';

/** A test alert of that id, as it is posted. */
export function testLabels(id: string): Labels {
  return {alertname: TEST_ALERT, severity: 'none', service: 'watchkeeper', [TEST_LABEL]: id};
}

export function isTestAlert(labels: Labels): boolean {
  return labels.alertname === TEST_ALERT && labels[TEST_LABEL] !== undefined;
}

/** Whom a source tells of a test alert. */
export interface TestReach {
  readonly receiver: string;
  /** The kinds of its integrations, as Alertmanager calls them. */
  readonly integrations: readonly string[];
  /** What a pager knows its group by. */
  readonly thread: string;
}

/** The receivers that the routes of a source lead a test alert to; undefined where its routes are not known. */
export function reachOf(routing: Routing | undefined, labels: Labels): readonly TestReach[] | undefined {
  if (routing === undefined) return undefined;
  return groupsOnRoutes(routing.root, labels).map(({receiver, key}) => ({
    receiver,
    integrations: routing.receivers[receiver] ?? [],
    thread: sha256Hex(key),
  }));
}

/** What is asked before anything is posted: a test alert may call somebody, by routes that are not ours. */
export function testQuestion(
  sources: readonly {readonly source: string; readonly reach: readonly TestReach[] | undefined}[],
): string {
  const parts = sources.map(({source, reach}) => {
    if (reach === undefined) return `whom ${source} tells of it is not known`;
    const told = reach.map(({receiver, integrations}) =>
      integrations.length === 0
        ? `${receiver}, which tells nobody`
        : `${receiver}, which tells by ${integrations.join(' and ')}`,
    );
    return `${source} leads it to ${told.join(' and to ')}`;
  });
  return `Post a test alert? ${parts.join('; ')}. Whoever is told is told of it for real.`;
}

/** One way on which a test alert was looked for, and how long after it was posted it was seen, ms. */
export interface TestWay {
  /** `poll of eu`, `feed`, `pager oncall`. */
  readonly way: string;
  readonly after?: number;
  /** Why it was not seen. */
  readonly why?: string;
}

/** What a test came to: well when it was seen on every way that there is. */
export function testResult(ways: readonly TestWay[], notes: readonly string[] = []): CheckResult {
  const seen = ways.map(({way, after, why}) =>
    after === undefined
      ? `NOT by ${way}${why === undefined ? '' : ` (${why})`}`
      : `by ${way} after ${secondsText(after)}`,
  );
  const said = ways.length === 0 ? 'No Alertmanager is configured' : `A test alert was seen ${seen.join(', ')}`;
  return {
    ok: ways.length > 0 && ways.every(({after}) => after !== undefined),
    said: `${[said, ...notes].join('; ')}.`,
  };
}

function secondsText(ms: number): string {
  return ms < 10_000 ? `${(ms / 1_000).toFixed(1)}s` : brief(ms);
}
