import type {Labels} from '../../core/alert/alert.js';
import type {Route, ServerConfig, TimeInterval} from './config.js';
import {type LabelTest, labelTest} from './matching.js';

/** Where one alert goes: a receiver, and the labels that make its group there. */
export interface Placement {
  readonly receiver: string;
  /** Names the route and the group labels: alerts of one group share it. */
  readonly group: string;
  readonly labels: Labels;
  readonly mutedIn: readonly string[];
}

interface Node {
  readonly id: string;
  readonly route: Route;
  readonly groupBy: readonly string[];
  readonly test: LabelTest;
  readonly children: readonly Node[];
}

/** Answers where alerts go, by the route tree. */
export function router(config: ServerConfig): (labels: Labels) => readonly Placement[] {
  const root = compile(config.route, '0', []);
  return labels => walk(root, labels).map(node => place(node, labels));
}

/** Names of the intervals in force at a time, Unix ms. */
export function intervalsAt(intervals: readonly TimeInterval[], now: number): ReadonlySet<string> {
  const minute = Math.floor(now / 60_000) % 1440;
  const inside = ({from, to}: TimeInterval) =>
    from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  return new Set(intervals.filter(inside).map(interval => interval.name));
}

function compile(route: Route, id: string, inherited: readonly string[]): Node {
  const groupBy = route.groupBy ?? inherited;
  const children = route.routes.map((child, index) => compile(child, `${id}.${index}`, groupBy));
  return {id, route, groupBy, test: labelTest(route.matchers), children};
}

function walk(node: Node, labels: Labels): readonly Node[] {
  if (!node.test(labels)) return [];
  const found: Node[] = [];
  for (const child of node.children) {
    const below = walk(child, labels);
    found.push(...below);
    if (below.length > 0 && !child.route.continue) break;
  }
  return found.length > 0 ? found : [node];
}

function place(node: Node, labels: Labels): Placement {
  const all = node.groupBy.includes('...');
  const names = Object.keys(labels).filter(name => all || node.groupBy.includes(name));
  const shared = Object.fromEntries(names.sort().map(name => [name, labels[name] ?? '']));
  return {
    receiver: node.route.receiver,
    group: `${node.id}${JSON.stringify(shared)}`,
    labels: shared,
    mutedIn: node.route.muteTimeIntervals ?? [],
  };
}
