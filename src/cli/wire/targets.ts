import type {Config, TargetConfig} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {readSecret} from '../../config/secret.js';
import type {Target} from '../../core/escalation/target.js';
import type {Clock} from '../../core/ports.js';
import {targets} from '../../targets/index.js';
import type {TargetKind} from '../../targets/target-kind.js';

interface TargetParts {
  readonly env: Env;
  readonly clock: Clock;
}

/** The targets of the configuration. No secret is read before it is needed. */
export function targetsOf(config: Config, parts: TargetParts): readonly Target[] {
  return config.targets.map(one => targetOf(one, parts));
}

function targetOf({name, kind, options, tls, proxy}: TargetConfig, {env, clock}: TargetParts): Target {
  const known: TargetKind = targets[kind as keyof typeof targets];
  const {keyText: _, ...files} = tls ?? {};
  return known.create(name, options, {
    clock,
    env,
    secret: async (place, key) => readSecret(place, `targets.${name}.${key}`, env),
    ...(tls === undefined ? {} : {tls: files}),
    ...(proxy === undefined ? {} : {proxy}),
  });
}
