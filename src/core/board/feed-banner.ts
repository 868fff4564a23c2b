import {counted} from '../counted.js';
import {hhmm} from '../time/clock-text.js';
import type {WatchState} from '../watch-state.js';
import type {Banner} from './banner-shape.js';
import {heldBackWords} from './feed-words.js';
import {unstopped} from './source-words.js';

/** What the relay was told and cannot pass on: the board lacks it, however well the line to the relay is. */
export function feedBanner({team}: WatchState): readonly Banner[] {
  const held = team === undefined ? undefined : heldBackWords(team.feed);
  if (team === undefined || held === undefined) return [];
  const {degraded, waits = 0} = team.feed;
  const head = `${held.charAt(0).toUpperCase()}${held.slice(1)}`;
  const why = degraded === undefined ? '' : `: ${unstopped(degraded)}`;
  const tone = waits === 0 ? 'warning' : 'alarm';
  return [{kind: 'feed', tone, text: `${head}${why}`, why, brief: head, hint: 'See to the relay and its Redis.'}];
}

/** Alerts that came by hooks to a relay that has lost its stream since: that nobody tells of them is no end of them. */
export function unconfirmedBanners({live, settings}: WatchState): readonly Banner[] {
  return [...live.sources.values()].flatMap(({source, unconfirmed}): readonly Banner[] => {
    if (unconfirmed === undefined) return [];
    const {since, alerts} = unconfirmed;
    const head = `${source}: ${counted(alerts, 'alert')} as of ${hhmm(since, settings.ui.timeZone)} not confirmed`;
    const why = ': the relay lost its stream then, and nobody has told of them since';
    const hint = 'They stay until they are told again; R ends one that is over.';
    return [{kind: 'feed', tone: 'warning', text: `${head}${why}`, why, brief: head, hint, source}];
  });
}
