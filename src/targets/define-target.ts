import * as v from 'valibot';
import {type Target, TargetError, type TargetRequest, type TargetVerb} from '../core/escalation/target.js';
import type {TargetKind, TargetTools} from './target-kind.js';
import {readable} from './text/readable.js';

/** What a kind makes of one entry of the configuration. */
export type MadeTarget<Extra extends object = object> = Omit<Target, 'name' | 'kind'> & Extra;

interface Definition<S extends v.GenericSchema> {
  readonly kind: string;
  readonly options: S;
  /** False where nothing is connected to; true unless said otherwise. */
  readonly connects?: boolean;
  create(name: string, options: v.InferOutput<S>, tools: TargetTools): MadeTarget;
}

/**
 * Joins a kind's parts. Its `send` gets only verbs that it has power for, and messages whose text is filtered and, for a
 * test, marked as such.
 */
export function defineTarget<S extends v.GenericSchema>(definition: Definition<S>): TargetKind {
  const {kind, options: schema, connects = true} = definition;
  return {
    options: schema,
    connects,
    create(name, given, tools) {
      const made = definition.create(name, v.parse(schema, given), tools);
      return {
        ...made,
        name,
        kind,
        async send(request, options) {
          demandPower(made, {name, verb: request.verb});
          options.signal.throwIfAborted();
          return made.send(prepared(request), options);
        },
      };
    },
  };
}

function prepared(request: TargetRequest): TargetRequest {
  const {message, opening} = request;
  const isTest = request.test === true;
  return {
    ...request,
    message: readable(message, isTest),
    ...(opening === undefined ? {} : {opening: readable(opening, isTest)}),
  };
}

function demandPower({powers}: MadeTarget, {name, verb}: {readonly name: string; readonly verb: TargetVerb}): void {
  const power = powers[verb];
  if (power === true) return;
  throw new TargetError('unsupported', `${name} cannot ${verb}: ${power}.`, {
    hint: 'Choose another target for it, or do it there by hand.',
  });
}
