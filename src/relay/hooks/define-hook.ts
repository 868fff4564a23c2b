import * as v from 'valibot';
import type {FeedSource} from '../../core/feed/message.js';
import type {Hook, HookRequest, HookResult} from './hook.js';
import {sourceName} from './tell/source-name.js';

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));

/** What every hook can be told. */
export const nameEntry = {
  /** Of the source its alerts come from. */
  name: v.optional(text),
};

/** What a hook can be told whose alerts may end without a word. */
export const resolveAfterEntry = {
  /** Ms after which an alert that was not told again counts as ended. */
  resolveAfter: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1_000))),
};

/** What the sender proves itself with, the newest first; several of them while they are rotated. */
export const secretsEntry = {
  secrets: v.optional(v.array(text), []),
};

export type Powers = Omit<FeedSource, 'name'>;

type OptionsSchema = v.GenericSchema<unknown, {readonly name?: string | undefined}>;

interface Definition<S extends OptionsSchema> {
  readonly path: string;
  readonly aliases?: readonly string[];
  readonly methods?: Hook['methods'];
  readonly types?: readonly string[];
  readonly options: S;
  /** Left out by a hook that brings no alerts. */
  readonly powers?: (options: v.InferOutput<S>) => Powers;
  /** Left out by a hook that knows no secret of its own. */
  readonly proves?: (request: Omit<HookRequest, 'raw'>, options: v.InferOutput<S>) => boolean;
  readonly read: (request: HookRequest, asked: Asked<v.InferOutput<S>>) => HookResult;
}

/** What a hook reads a request with. */
export interface Asked<O> {
  readonly options: O;
  /** The name of the source, from the URL or the configuration. */
  readonly source: string;
}

/** Joins a hook's parts, so that the relay can use it without knowing the type of its options. */
export function defineHook<S extends OptionsSchema>(definition: Definition<S>): Hook {
  const {path, options: schema} = definition;
  return {
    path,
    aliases: definition.aliases ?? [],
    methods: definition.methods ?? ['POST'],
    ...(definition.types === undefined ? {} : {types: definition.types}),
    options: schema,
    open(given, name = path) {
      const options: v.InferOutput<S> = v.parse(schema, given);
      const own = options.name ?? name;
      const powers = definition.powers?.(options);
      return {
        ...(powers === undefined ? {} : {source: {name: own, ...powers}}),
        proves: request => definition.proves?.(request, options) ?? false,
        read(request) {
          const source = sourceName(request, own);
          return source.ok ? definition.read(request, {options, source: source.value}) : source;
        },
      };
    },
  };
}

/** The powers of a source that says what has ended, or whose alerts run out. */
export function powersOf(powers: {
  readonly silence: boolean;
  readonly resolve: boolean;
  readonly resolveAfter: number | undefined;
}): Powers {
  const {resolveAfter, ...others} = powers;
  return resolveAfter === undefined ? others : {...others, resolveAfter};
}
