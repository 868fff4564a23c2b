import type {Labels} from '../../core/alert/alert.js';
import type {Matcher} from '../../core/alert/matcher.js';

/** The two sites of the night, each with a Prometheus and an Alertmanager of its own. */
export type Cluster = 'eu' | 'us';

export const CLUSTERS: readonly Cluster[] = ['eu', 'us'];

export interface NightAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly generatorURL: string;
}

interface Happening {
  /** When it happens, ms after the night's start. */
  readonly at: number;
  readonly cluster: Cluster;
}

/** One thing that happens in the night. */
export type NightEvent =
  /** `firingFor` is how long it has been firing by then, ms: for what the watch finds when it begins. */
  | (Happening & {readonly kind: 'fire'; readonly alert: NightAlert; readonly firingFor?: number})
  | (Happening & {readonly kind: 'resolve'; readonly labels: Labels})
  /** A teammate makes a silence through the API; `name` is how a later event speaks of it. */
  | (Happening & {
      readonly kind: 'silence';
      readonly name: string;
      readonly by: string;
      readonly matchers: readonly Matcher[];
      readonly comment: string;
      readonly duration: number;
    })
  | (Happening & {readonly kind: 'expire'; readonly name: string})
  /** The link to this site's Alertmanager breaks, or works again. */
  | (Happening & {readonly kind: 'link'; readonly up: boolean});

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
/** How long the night is, ms. */
export const NIGHT = 8 * HOUR;

export interface Span {
  readonly cluster: Cluster;
  readonly alert: NightAlert;
  /** Both ms after the night's start; without an end it outlives the night. */
  readonly from: number;
  readonly to?: number;
  readonly firingFor?: number;
}

/** An alert that fires for a while. */
export function span({cluster, alert, from, to, firingFor}: Span): readonly NightEvent[] {
  const fire: NightEvent = {
    kind: 'fire',
    at: from,
    cluster,
    alert,
    ...(firingFor === undefined ? {} : {firingFor}),
  };
  return to === undefined ? [fire] : [fire, {kind: 'resolve', at: to, cluster, labels: alert.labels}];
}

/** A matcher for exactly this value. */
export function equal(name: string, value: string): Matcher {
  return {name, value, isRegex: false, isEqual: true};
}
