import {parse} from 'yaml';
import {type Matcher, parseMatchers} from '../../core/alert/matcher.js';
import type {Route, Routing} from '../../core/alert/routing.js';
import {DATA_LIMITS, parseLimits} from '../../lib/yaml-limits.js';

type Node = Readonly<Record<string, unknown>>;

/** What the text of Alertmanager's configuration says of its routes; undefined where it cannot be read. */
export function readRouting(text: string): Routing | undefined {
  try {
    const config: unknown = parse(text, {...parseLimits(text), ...DATA_LIMITS});
    if (!isNode(config) || !isNode(config.route)) return undefined;
    const root = routeOf(config.route, {receiver: '', groupBy: []});
    return root === undefined ? undefined : {root, receivers: receiversOf(config.receivers)};
  } catch {
    // A configuration in a shape of its own: then groups have no keys that are known here.
    return undefined;
  }
}

/** A route whose matchers cannot be read would lead alerts elsewhere: then nothing is known. */
function routeOf(node: Node, above: Pick<Route, 'receiver' | 'groupBy'>): Route | undefined {
  const matchers = matchersOf(node);
  const receiver = typeof node.receiver === 'string' ? node.receiver : above.receiver;
  const groupBy = Array.isArray(node.group_by) ? groupByOf(node.group_by) : above.groupBy;
  const children = Array.isArray(node.routes) ? node.routes.filter(isNode) : [];
  const routes = children.map(child => routeOf(child, {receiver, groupBy}));
  if (matchers === undefined || routes.includes(undefined)) return undefined;
  const known = routes.filter(route => route !== undefined);
  return {receiver, groupBy, matchers, continue: node.continue === true, routes: known};
}

function groupByOf(names: readonly unknown[]): Route['groupBy'] {
  const texts = names.filter(name => typeof name === 'string');
  return texts.includes('...') ? 'all' : texts;
}

function matchersOf(node: Node): readonly Matcher[] | undefined {
  const own = Array.isArray(node.matchers) ? node.matchers : [];
  const parsed = own.map(text => parseMatchers(String(text)));
  if (!parsed.every(one => one.ok)) return undefined;
  return [
    ...pairs(node.match).map(([name, value]) => ({name, value, isRegex: false, isEqual: true})),
    ...pairs(node.match_re).map(([name, value]) => ({name, value, isRegex: true, isEqual: true})),
    ...parsed.flatMap(one => one.matchers),
  ];
}

function pairs(node: unknown): readonly (readonly [string, string])[] {
  return isNode(node) ? Object.entries(node).map(([name, value]) => [name, String(value)] as const) : [];
}

function receiversOf(receivers: unknown): Routing['receivers'] {
  if (!Array.isArray(receivers)) return {};
  return Object.fromEntries(
    receivers.filter(isNode).map(receiver => [
      String(receiver.name),
      Object.entries(receiver)
        .filter(([key, list]) => key.endsWith('_configs') && Array.isArray(list) && list.length > 0)
        .map(([key]) => key.replace(/_configs$/, '')),
    ]),
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
