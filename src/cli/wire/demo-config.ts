import type {Config} from '../../config/config.js';
import {drillScript} from '../../demo/drill/drill-script.js';
import type {Demo, DemoOptions} from '../../demo/start-demo.js';
import type {DemoRequest} from '../play-request.js';

/**
 * The operator's own settings, on the demo's sources and in the demo's folder. What reaches others is left out: nobody is
 * called, told or asked because of incidents that are made up.
 */
export function demoConfig(config: Config, demo: Demo, folder: string): Config {
  const {changes: _none, feed: _team, posts: _told, relay: _relay, turns: _own, ...own} = config;
  return {
    ...own,
    targets: [],
    policies: [],
    incidents: {...config.incidents, audiences: {}},
    stateDir: folder,
    readOnly: config.readOnly,
    origins: {...config.origins, alertmanagers: 'wk demo', state: 'wk demo'},
    prometheus: {url: demo.prometheus.url, headers: {}},
    alertmanagers: demo.sources.map(({name, url}) => ({name, urls: [url], poll: 5_000, timeout: 30_000, headers: {}})),
  };
}

export function nightOf(request: DemoRequest): Omit<DemoOptions, 'clock'> {
  return {
    ...(request.seed === undefined ? {} : {seed: request.seed}),
    ...(request.alerts === undefined ? {} : {background: request.alerts}),
    ...(request.drill === undefined
      ? {}
      : {script: {events: drillScript(request.drill), length: request.drill.length}}),
  };
}
