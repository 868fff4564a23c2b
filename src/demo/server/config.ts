import {stringify} from 'yaml';
import {type Matcher, matcherText} from '../../core/alert/matcher.js';

/** The part of Alertmanager's configuration that the server acts on. */
export interface ServerConfig {
  readonly route: Route;
  readonly inhibitRules: readonly InhibitRule[];
  readonly receivers: readonly string[];
  readonly timeIntervals: readonly TimeInterval[];
}

export interface Route {
  readonly receiver: string;
  /** Label names, or `...` alone for every label; children inherit it. */
  readonly groupBy?: readonly string[];
  readonly matchers: readonly Matcher[];
  readonly continue?: boolean;
  readonly muteTimeIntervals?: readonly string[];
  readonly routes: readonly Route[];
}

export interface InhibitRule {
  readonly source: readonly Matcher[];
  readonly target: readonly Matcher[];
  readonly equal: readonly string[];
}

/** A part of every day, UTC, in minutes after midnight; `to` may be before `from`, over midnight. */
export interface TimeInterval {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const texts = new WeakMap<ServerConfig, string>();

/** The configuration as `GET /status` shows it; written once, since every poll asks for it. */
export function configText(config: ServerConfig): string {
  const text = texts.get(config) ?? written(config);
  texts.set(config, text);
  return text;
}

function written(config: ServerConfig): string {
  return stringify({
    global: {resolve_timeout: '5m'},
    route: {...routeText(config.route), group_wait: '10s', group_interval: '1m', repeat_interval: '4h'},
    inhibit_rules: config.inhibitRules.map(rule => ({
      source_matchers: rule.source.map(matcherText),
      target_matchers: rule.target.map(matcherText),
      equal: rule.equal,
    })),
    receivers: config.receivers.map(name => ({name})),
    time_intervals: config.timeIntervals.map(intervalText),
    templates: [],
  });
}

function routeText(route: Route): Record<string, unknown> {
  return {
    receiver: route.receiver,
    ...(route.groupBy ? {group_by: route.groupBy} : {}),
    ...(route.matchers.length > 0 ? {matchers: route.matchers.map(matcherText)} : {}),
    continue: route.continue ?? false,
    ...(route.muteTimeIntervals ? {mute_time_intervals: route.muteTimeIntervals} : {}),
    ...(route.routes.length > 0 ? {routes: route.routes.map(routeText)} : {}),
  };
}

function intervalText({name, from, to}: TimeInterval) {
  const times =
    from <= to
      ? [{start_time: hours(from), end_time: hours(to)}]
      : [
          {start_time: hours(from), end_time: '24:00'},
          {start_time: '00:00', end_time: hours(to)},
        ];
  return {name, time_intervals: [{times}]};
}

function hours(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
