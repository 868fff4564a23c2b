import {type Backbone, BackboneError, type Position} from '../backbone/backbone.js';
import {EMPTY_VIEW, foldView, MOST_FACTS, type View, withOlderFacts} from './view.js';

/** The view of a stream, kept up with it. */
export interface FollowedView {
  /** What the entries up to `head` of this epoch add up to. Facts of before it was followed may come in a moment later. */
  current(): {readonly view: View; readonly epoch: string; readonly head: number};
  stop(): void;
}

/** So many entries are read at once. */
const CHUNK = 1000;

/** Follows the stream, also into another epoch; resolves when the facts of before are there, as far as they can be had. */
export async function followView(backbone: Backbone): Promise<FollowedView> {
  let view = EMPTY_VIEW;
  let position = backbone.position();
  let turn = 0;

  const begin = async () => {
    turn += 1;
    const mine = turn;
    view = foldView(EMPTY_VIEW, backbone.firing());
    position = backbone.position();
    await readBack(backbone, position, entries => {
      if (mine !== turn) return 'enough';
      view = withOlderFacts(view, entries);
      return view.facts.length < MOST_FACTS ? 'more' : 'enough';
    });
  };
  const leave = backbone.subscribe(entries => {
    if (entries === undefined) return void begin();
    view = foldView(view, entries);
    position = {...position, head: entries.at(-1)?.seq ?? position.head};
  });
  await begin();
  return {
    current: () => ({view, epoch: position.epoch, head: position.head}),
    stop() {
      turn += 1;
      leave();
    },
  };
}

/** Reads what is there at the start, the newest entries first. */
async function readBack(
  backbone: Backbone,
  {oldest, head}: Position,
  take: (entries: Awaited<ReturnType<Backbone['read']>>) => 'more' | 'enough',
): Promise<void> {
  for (let end = head; end > 0 && end >= oldest; ) {
    const after = Math.max(end - CHUNK, oldest - 1);
    const entries = await backbone.read(after, end - after).catch(unlessTooOld);
    if (entries === undefined || take(entries) === 'enough') return;
    end = after;
  }
}

/** What has been let go meanwhile cannot be read any more. */
function unlessTooOld(error: unknown): undefined {
  if (error instanceof BackboneError) return undefined;
  throw error;
}
