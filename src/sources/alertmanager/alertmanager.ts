import type {AlertSource, Clock, Silencer, Tellable} from '../../core/ports.js';
import {address} from '../http/address.js';
import {client} from '../http/client.js';
import {API_ROOT} from './endpoints.js';
import {keepReady} from './keep-ready.js';
import type {AlertmanagerOptions} from './options.js';
import {createPoller, type Poller, type Report} from './poller.js';
import {inOrder, silencer} from './silencer.js';
import {trueValues} from './true-values.js';
import {workerPoller} from './worker-poller.js';

export interface AlertmanagerDeps {
  readonly clock: Clock;
  /** The folder of the built worker files, with a slash at its end. Without it polling happens in this thread. */
  readonly workers?: URL;
  /** 0 up to 1, for the pace of polls in this thread; by default chance. */
  readonly random?: () => number;
  /** Silences are to be placed at once whenever they are asked for. */
  readonly ready?: boolean;
}

/** One Alertmanager cluster. Requests and parsing run in a worker thread; this side takes in changes only. */
export function alertmanager(options: AlertmanagerOptions, deps: AlertmanagerDeps): AlertSource & Silencer & Tellable {
  const {clock} = deps;
  const values = trueValues();
  let healthy: ReadonlySet<string> = new Set();
  let poller: Poller | undefined;
  const clients = options.urls.map(url =>
    client({address: address(url), connection: options, root: API_ROOT, server: 'Alertmanager', clock}),
  );
  return {
    name: options.name,
    powers: {silence: true, resolve: false, history: false},
    async watch(onUpdate, signal) {
      let isReady = deps.ready !== true;
      const post = ({update, altered}: Report) => {
        values.add(altered);
        healthy = new Set(update.health.members.filter(member => member.up).map(member => member.name));
        onUpdate(update);
        if (isReady || healthy.size === 0) return;
        isReady = true;
        keepReady(
          {
            first: () => (healthy.size === 0 ? undefined : inOrder(clients, healthy)[0]),
            clock,
            timeout: options.timeout,
          },
          signal,
        );
      };
      poller =
        deps.workers === undefined
          ? createPoller(options, {clock, post, ...(deps.random === undefined ? {} : {random: deps.random})})
          : workerPoller({options, workers: deps.workers, clock, post});
      await poller.run(signal);
      await Promise.all(clients.map(one => one.close()));
    },
    wake: () => poller?.wake(),
    tell: alerts => poller?.tell(alerts),
    ...silencer({
      source: options.name,
      clients,
      healthy: () => healthy,
      values,
      clock,
      timeout: options.timeout,
    }),
  };
}
