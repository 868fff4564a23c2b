import {type ReplaceableEngine, replaceableEngine} from '../../engine/replaceable-engine.js';
import {OperatorError} from '../../lib/operator-error.js';
import {EXIT} from '../exit-codes.js';
import {type JoinParts, joinWatch} from './join-watch.js';
import type {JoinedWatch} from './joined-watch.js';

/** A command's place on the watch, which it keeps while processes come and go. */
export interface KeptPlace {
  readonly engine: ReplaceableEngine;
  role(): JoinedWatch['role'];
  /** Resolves when there is somebody to ask; rejects when there is nobody for good, with why. */
  present(): Promise<void>;
  /** Gives up whoever is asked now, and joins anew. */
  again(): Promise<void>;
  /** Rejects when there is nobody to ask any more, for good. */
  readonly ended: Promise<never>;
  leave(): Promise<void>;
}

/** Joins the watch, and once more each time when the process it is attached to goes. */
export async function keepPlace(parts: Omit<JoinParts, 'gone'>): Promise<KeptPlace> {
  let left = false;
  let count = 0;
  let joining: Promise<void> | undefined;
  let end: (reason: unknown) => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    end = reject;
  });
  // Whoever waits for something hears of it; nobody has to.
  ended.catch(() => undefined);
  const lost = new Set<number>();
  const join = () => {
    const mine = ++count;
    const gone = () => {
      lost.add(mine);
      if (seated === mine) void again().catch(end);
    };
    return joinWatch({...parts, gone}).then(watch => ({watch, mine}));
  };
  let seated = 0;
  const sit = ({watch, mine}: Awaited<ReturnType<typeof join>>) => {
    seated = mine;
    current = watch;
  };
  const replace = async () => {
    await current.leave();
    const next = await join();
    if (left) return next.watch.leave();
    sit(next);
    await demandSources(next.watch, parts);
    engine.replace(next.watch.engine);
    joining = undefined;
    if (lost.has(next.mine)) await again();
  };
  const again = (): Promise<void> => {
    if (left) return Promise.resolve();
    joining ??= replace();
    joining.catch(end);
    return joining;
  };

  const first = await join();
  let current = first.watch;
  const engine = replaceableEngine(current.engine);
  sit(first);
  if (lost.has(first.mine)) void again().catch(end);
  return {
    engine,
    ended,
    role: () => current.role,
    present: () => joining ?? Promise.resolve(),
    again,
    leave: async () => {
      left = true;
      await joining?.catch(() => undefined);
      await current.leave();
    },
  };
}

/** What was meant were the Alertmanagers of the cockpit that has ended, and this process knows none. */
async function demandSources(watch: JoinedWatch, {live, config}: Pick<JoinParts, 'live' | 'config'>): Promise<void> {
  if (!live || watch.role !== 'writer' || config.alertmanagers.length > 0) return;
  throw new OperatorError('The cockpit whose Alertmanagers this command meant has ended.', {
    hint: 'See with `wk log` what was recorded until then; to act without a cockpit, name one with --alertmanager URL.',
    exitCode: EXIT.refused,
  });
}
