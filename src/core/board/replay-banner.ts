import {hhmmss, rfc3339} from '../time/clock-text.js';
import type {WatchState} from '../watch-state.js';
import type {Banner} from './banner-shape.js';

/** What is shown is over: the loudest there is, so that nobody takes it for the present. */
export function replayBanner({replay, settings}: Pick<WatchState, 'replay' | 'settings'>): readonly Banner[] {
  if (replay === undefined) return [];
  const {operator, at, until, speed, paused} = replay;
  const day = rfc3339(at).slice(0, 10);
  const zone = settings.ui.timeZone;
  const own = zone === undefined || zone === 'UTC' ? '' : ` (${hhmmss(at, zone)})`;
  const whose = `, watch of ${operator}`;
  const pace = paced({atEnd: at >= until, paused, speed});
  return [
    {
      kind: 'replay',
      tone: 'alarm',
      text: `REPLAY ${day} ${hhmmss(at)}Z${own}, ${pace}${whose}`,
      why: whose,
      brief: `REPLAY ${day} ${hhmmss(at)}Z, ${pace}`,
      hint: '',
    },
  ];
}

function paced({atEnd, paused, speed}: {readonly atEnd: boolean; readonly paused: boolean; readonly speed: number}) {
  if (atEnd) return 'at its end';
  return paused ? `paused (${speed}x)` : `${speed}x`;
}
