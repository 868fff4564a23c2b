import type {Config} from '../../config/config.js';
import type {Demo} from '../../demo/start-demo.js';
import type {DemoRequest} from '../play-request.js';

/** The operator's own settings, on the demo's sources and in the demo's folder. */
export function demoConfig(config: Config, demo: Demo, folder: string): Config {
  const {changes: _none, ...own} = config;
  return {
    ...own,
    stateDir: folder,
    readOnly: config.readOnly,
    origins: {...config.origins, alertmanagers: 'wk demo', state: 'wk demo'},
    prometheus: {url: demo.prometheus.url, headers: {}},
    alertmanagers: demo.sources.map(({name, url}) => ({name, urls: [url], poll: 5_000, timeout: 30_000, headers: {}})),
  };
}

export function nightOf(request: DemoRequest): {readonly seed?: number; readonly background?: number} {
  return {
    ...(request.seed === undefined ? {} : {seed: request.seed}),
    ...(request.alerts === undefined ? {} : {background: request.alerts}),
  };
}
