import type {Drill, DrillAlert} from '../../core/drill/drill.js';
import {watchdogOf} from '../night/edge.js';
import {CLUSTERS, HOUR, type NightAlert, type NightEvent, span} from '../night/event.js';

/** A written drill as what happens on the demo's two sites, in order. */
export function drillScript(drill: Drill): readonly NightEvent[] {
  const events = [
    ...CLUSTERS.flatMap(site => watchdog(drill, site)),
    ...drill.alerts.flatMap(alert =>
      span({
        cluster: alert.site,
        alert: nightAlert(alert),
        from: alert.at,
        ...(alert.resolves === undefined ? {} : {to: alert.resolves}),
        ...(alert.firesFor === 0 ? {} : {firingFor: alert.firesFor}),
      }),
    ),
    ...drill.outages.flatMap(({site, from, to}): NightEvent[] => [
      {kind: 'link', at: from, cluster: site, up: false},
      ...(to === undefined ? [] : [{kind: 'link', at: to, cluster: site, up: true} as const]),
    ]),
  ];
  return events.sort((a, b) => a.at - b.at);
}

function nightAlert({labels, annotations, expr, site}: DrillAlert): NightAlert {
  const graph = `https://prometheus.${site}.example/graph?g0.expr=${encodeURIComponent(expr)}&g0.tab=1`;
  return {labels, annotations, generatorURL: expr === '' ? '' : graph};
}

/** It fires all the time, but for where the drill stops it. */
function watchdog({watchdogs}: Drill, site: (typeof CLUSTERS)[number]): readonly NightEvent[] {
  const alert = watchdogOf(site);
  const stops = watchdogs.filter(one => one.site === site).sort((a, b) => a.stops - b.stops);
  const [first] = stops;
  const always = {cluster: site, alert, from: 0, firingFor: 9 * 24 * HOUR};
  return [
    ...span(first === undefined ? always : {...always, to: first.stops}),
    ...stops.flatMap(({returns}, index) => {
      const next = stops[index + 1]?.stops;
      if (returns === undefined) return [];
      return span({cluster: site, alert, from: returns, ...(next === undefined ? {} : {to: next})});
    }),
  ];
}
