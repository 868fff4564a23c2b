import {createHash} from 'node:crypto';
import type {Target, TargetMessage, TargetRequest} from '../../src/core/escalation/target.js';
import {systemClock} from '../../src/lib/node/system-clock.js';
import {OperatorError} from '../../src/lib/operator-error.js';
import {targets} from '../../src/targets/index.js';
import type {TargetKind, TargetTools} from '../../src/targets/target-kind.js';

export type Kind = keyof typeof targets;

/** Secrets by the key of their option; one that is not here is not set. */
export type Secrets = Readonly<Record<string, string>>;

/** What a target is given, with these secrets. */
export function someTools(secrets: Secrets, over: Partial<TargetTools> = {}): TargetTools {
  return {
    clock: systemClock,
    env: {PATH: process.env.PATH},
    secret: async (_, key) => {
      const secret = secrets[key];
      if (secret === undefined) {
        throw new OperatorError(`targets.one.${key}: the environment variable X is not set.`, {hint: 'Set X.'});
      }
      return secret;
    },
    ...over,
  };
}

/** A target called `one`, made as the program makes it. */
export function aTarget(kind: Kind, options: Readonly<Record<string, unknown>>, tools: TargetTools): Target {
  const known: TargetKind = targets[kind];
  return known.create('one', options, tools);
}

export const NOON = Date.parse('2026-11-20T12:00:00.000Z');

export function aMessage(over: Partial<TargetMessage> = {}): TargetMessage {
  return {
    title: 'DiskFull on db-1',
    text: 'The disk of db-1 is full in 10 minutes.\nNobody has acked it.',
    severity: 'P1',
    status: 'firing',
    source: 'eu',
    by: 'ana',
    at: NOON,
    labels: {alertname: 'DiskFull', host: 'db-1', service: 'payments'},
    links: [{title: 'Dashboard', url: 'https://grafana.example/d/disk'}],
    fields: [{name: 'Level', value: 'secondary'}],
    ...over,
  };
}

export function aRequest(over: Partial<TargetRequest> = {}): TargetRequest {
  const thread = createHash('sha256').update('a group').digest('hex');
  return {verb: 'create', key: 'delivery-1', thread, message: aMessage(), ...over};
}

/** Options of `send` for a first try. */
export function firstTry(signal: AbortSignal = new AbortController().signal) {
  return {mayExist: false, signal};
}
