import type {Labels} from '../alert/alert.js';
import {type CompiledMatcher, compileMatchers, type Matcher} from '../alert/matcher.js';
import type {Route, SeenGroup} from '../alert/routing.js';
import {goQuote} from './go-quote.js';

/**
 * The keys that Alertmanager may have given a group, which it shows nowhere in its API: for each route that leads an
 * alert of the group to its receiver and groups it by the same labels. Most often that is one.
 */
export function groupKeysOf(root: Route, group: SeenGroup, alert: Labels): readonly string[] {
  return routesOf(root, alert, '')
    .filter(({route}) => route.receiver === group.receiver && sharesLabels(route, group.labels, alert))
    .map(({key}) => `${key}:${labelSetText(group.labels)}`);
}

/** The groups that its routes lead an alert to, by receiver and key: known before the source shows it in any. */
export function groupsOnRoutes(
  root: Route,
  alert: Labels,
): readonly {readonly receiver: string; readonly key: string}[] {
  return routesOf(root, alert, '').map(({route, key}) => ({
    receiver: route.receiver,
    key: `${key}:${labelSetText(sharedBy(route, alert))}`,
  }));
}

interface Reached {
  readonly route: Route;
  /** The matchers on the way to it. */
  readonly key: string;
}

/** The deepest routes that match, as Alertmanager walks them: siblings are tried until one matches that does not go on. */
function routesOf(route: Route, labels: Labels, above: string): readonly Reached[] {
  if (!matches(route.matchers, labels)) return [];
  const key = `${above}${matchersKey(route.matchers)}`;
  const reached: Reached[] = [];
  for (const child of route.routes) {
    const found = routesOf(child, labels, `${key}/`);
    reached.push(...found);
    if (found.length > 0 && !child.continue) break;
  }
  return reached.length === 0 ? [{route, key}] : reached;
}

function matches(matchers: readonly Matcher[], labels: Labels): boolean {
  if (matchers.length === 0) return true;
  const compiled = compiledOf.get(matchers) ?? compileMatchers(matchers);
  compiledOf.set(matchers, compiled);
  return 'test' in compiled && compiled.test(labels);
}

const compiledOf = new WeakMap<readonly Matcher[], CompiledMatcher>();

/** The labels that an alert shares with those it is grouped with. */
function sharedBy({groupBy}: Route, alert: Labels): Labels {
  if (groupBy === 'all') return alert;
  return Object.fromEntries(Object.entries(alert).filter(([name]) => groupBy.includes(name)));
}

function sharesLabels(route: Route, shared: Labels, alert: Labels): boolean {
  const own = Object.entries(sharedBy(route, alert));
  return own.length === Object.keys(shared).length && own.every(([name, value]) => shared[name] === value);
}

/** Matchers in braces, sorted by name, value and kind. */
function matchersKey(matchers: readonly Matcher[]): string {
  const sorted = [...matchers].sort(
    (a, b) => order(a.name, b.name) || order(a.value, b.value) || KINDS.indexOf(kindOf(a)) - KINDS.indexOf(kindOf(b)),
  );
  return `{${sorted.map(matcherKey).join(',')}}`;
}

const KINDS = ['=', '!=', '=~', '!~'];

function kindOf({isRegex, isEqual}: Matcher): string {
  if (isRegex) return isEqual ? '=~' : '!~';
  return isEqual ? '=' : '!=';
}

const PLAIN_NAME = /^[^\s{}!=~,\\"'`]+$/;

function matcherKey(matcher: Matcher): string {
  const {name, value} = matcher;
  if (!PLAIN_NAME.test(name)) return `${goQuote(name)}${kindOf(matcher)}${goQuote(value)}`;
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
  return `${name}${kindOf(matcher)}"${escaped}"`;
}

/** A label set as Prometheus prints it. */
function labelSetText(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}=${goQuote(value)}`);
  return `{${parts.sort().join(', ')}}`;
}

function order(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
