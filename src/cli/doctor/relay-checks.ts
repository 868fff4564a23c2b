import type {Config} from '../../config/config.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {CommandContext, RedisReport} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {type Check, fail, ok, warn} from './check.js';

/** What `wk relay` would find here: the options of its hooks, and the Redis it shares. */
export async function relayChecks(config: Config, context: CommandContext): Promise<readonly Check[]> {
  if (config.relay === undefined) return [];
  const faults = await context.hookFaults(config);
  return [
    ...faults.map(fault => ({
      ...fail('relay', fault, 'The relay does not start with it; see the README for what a hook can be told.'),
      exitCode: EXIT.usage,
    })),
    ...(config.relay.redis === undefined ? [] : await redisChecks(config, context)),
  ];
}

const ABOUT = 'relay, redis';

async function redisChecks(config: Config, context: CommandContext): Promise<readonly Check[]> {
  try {
    return checksOf(await context.probeRedis(config));
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return [{...fail(ABOUT, error.message, error.hint ?? ''), exitCode: EXIT.usage}];
  }
}

function checksOf({failure, warnings, isHidden}: RedisReport): readonly Check[] {
  if (failure !== undefined)
    return [
      {
        ...fail(ABOUT, `it cannot be used: ${failure}`, 'Check relay.redis and that Redis runs: redis-cli -u URL ping'),
        exitCode: EXIT.unreachable,
      },
    ];
  const settings = isHidden ? ', and hides some of its settings' : '';
  return [
    ok(ABOUT, `answers${settings}`),
    ...warnings.map(({text, next}) => warn(ABOUT, text, next)),
    ...(isHidden
      ? [
          warn(
            ABOUT,
            'whether it keeps what the relay has accepted cannot be seen from here',
            'See to `appendonly yes`, `appendfsync always` and `maxmemory-policy noeviction` by hand.',
          ),
        ]
      : []),
  ];
}
