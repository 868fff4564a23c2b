import type {Labels} from './alert.js';
import type {Matcher} from './matcher.js';

/** A node of Alertmanager's route tree, with what it inherits filled in. */
export interface Route {
  readonly receiver: string;
  /** Names of the labels that a group shares; `all` for every label. */
  readonly groupBy: readonly string[] | 'all';
  readonly matchers: readonly Matcher[];
  /** The siblings after it are tried, too. */
  readonly continue: boolean;
  readonly routes: readonly Route[];
}

/** How a source groups alerts, and whom it tells. */
export interface Routing {
  readonly root: Route;
  /** By receiver: the kinds of its integrations, as its configuration calls them without `_configs`. */
  readonly receivers: Readonly<Record<string, readonly string[]>>;
}

/** What a source shows of a group. */
export interface SeenGroup {
  readonly receiver: string;
  /** The labels that it shares. */
  readonly labels: Labels;
}
