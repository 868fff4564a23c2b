import type {WatchState} from '../watch-state.js';
import type {Banner} from './banner-shape.js';

/** Members that are configured as one cluster and are none: an ack reaches one of them, and holds nothing at the others. */
export function apartBanners({live}: Pick<WatchState, 'live'>): readonly Banner[] {
  return [...live.sources.values()].flatMap(({source, state, apart, members}): Banner[] => {
    if (state !== 'up' || apart !== true) return [];
    const why = ': what one is told to silence, another one goes on notifying';
    const text = `${source}: its ${members.length} members are not one cluster${why}`;
    const hint = 'Join them, or configure each as an entry of its own.';
    return [{kind: 'apart', tone: 'warning', text, why, hint, source}];
  });
}
