import {counted} from '../counted.js';
import type {LeftSource} from '../shift/left-sources.js';
import {dayHhmm} from '../time/clock-text.js';
import type {WatchState} from '../watch-state.js';

/** What there is to say of such a source, in parts. */
export function leftWords(
  {source, alerts, acks, waiting, seenAt}: LeftSource,
  state: WatchState,
  now: number,
): {readonly head: string; readonly why: string; readonly hint: string} {
  const then = seenAt === 0 ? '' : ` as of ${dayHhmm(seenAt, now, state.settings.ui.timeZone)}`;
  const said = [
    ...(acks.length > 0 ? [`nobody keeps its ${counted(acks.length, 'ack')}`] : []),
    ...(waiting > 0 ? [`${counted(waiting, 'request')} to it ${waiting === 1 ? 'waits' : 'wait'}`] : []),
    ...(alerts > 0 ? [`${counted(alerts, 'alert')} fired there${then}`] : []),
  ];
  return {
    head: `${source} is not watched here`,
    why: `: ${said.join(', ')}`,
    hint: `Start wk with ${source} in its configuration to go on with it.`,
  };
}
