import {type Relief, reliefOf} from '../../../core/schedule/relief.js';
import {withUtc} from '../../../core/time/clock-text.js';
import {brief} from '../../../core/time/duration.js';
import type {WatchState} from '../../../core/watch-state.js';
import {remembering} from '../../memo.js';
import type {Part} from '../../row.js';
import type {Scene} from '../../scene.js';

const MINUTE = 60_000;

/** Whose watch it is, since when and until when, and who is on call by the schedules: a line each. */
export function watchParts(scene: Scene): readonly (readonly Part[])[] {
  return [turnParts(scene), ...reliefs(scene).map(relief => reliefParts(scene, relief))];
}

function turnParts(scene: Scene): readonly Part[] {
  const {watch, now} = scene;
  const {shift} = watch.shift;
  if (shift === undefined)
    return [{text: ' Watch', tone: 'strong'}, {text: ` none is running; b begins that of ${watch.settings.operator}`}];
  const {operator, startedAt, endsAt} = shift;
  const since = ` of ${operator} since ${bothZones(scene, startedAt)} (${brief(now - startedAt)})`;
  return [
    {text: ' Watch', tone: 'strong'},
    {text: since},
    ...(endsAt === undefined ? [{text: ', without an end'}] : endParts(scene, endsAt)),
  ];
}

function endParts(scene: Scene, endsAt: number): readonly Part[] {
  const left = endsAt - scene.now;
  return [
    {text: `, until ${bothZones(scene, endsAt)}`},
    left >= 0
      ? {text: ` ${brief(left)} left`, tone: left < 30 * MINUTE ? 'warning' : 'plain'}
      : {text: ` over for ${brief(-left)}`, tone: 'warning'},
  ];
}

function bothZones({now, watch}: Scene, at: number): string {
  return withUtc(at, now, watch.settings.ui.timeZone);
}

function reliefParts(scene: Scene, {schedule, user, until, next}: Relief): readonly Part[] {
  const running = scene.watch.shift.shift?.operator;
  const isOther = running !== undefined && user !== undefined && user !== running;
  const who = user === undefined ? 'nobody is on call' : `${user} is on call`;
  const end = until === undefined ? '' : ` until ${bothZones(scene, until)}`;
  const gap =
    until !== undefined && next !== undefined && next.from > until ? `, from ${bothZones(scene, next.from)}` : '';
  const then = next === undefined ? '' : `, then ${next.user}${gap}`;
  return [
    {text: ` ${schedule} `, tone: 'muted'},
    {text: who, tone: isOther || user === undefined ? 'warning' : 'plain'},
    {text: `${end}${then}`},
  ];
}

/** At most two schedules, looked up once a minute. */
function reliefs({watch, now}: Scene): readonly Relief[] {
  return looked(watch.settings.schedules ?? [], Math.floor(now / MINUTE));
}

const looked = remembering((schedules: NonNullable<WatchState['settings']['schedules']>, minute: number) =>
  schedules.slice(0, 2).map(schedule => reliefOf(schedule, minute * MINUTE)),
);
