import {type Banner, banners} from '../../../core/board/banner.js';
import {feedSentence} from '../../../core/board/feed-words.js';
import {leaseSentence} from '../../../core/board/lease-words.js';
import {leftWords} from '../../../core/board/left-words.js';
import {blindSentence, isUnheard, unstopped} from '../../../core/board/source-words.js';
import {toldWords} from '../../../core/board/told-words.js';
import {counted} from '../../../core/counted.js';
import type {MemberHealth, SourceHealth} from '../../../core/live/update.js';
import {type LeftSource, leftSources} from '../../../core/shift/left-sources.js';
import {hhmm} from '../../../core/time/clock-text.js';
import {brief} from '../../../core/time/duration.js';
import {bannersShown, IN_TOP_LINE} from '../../layout.js';
import {line, type Part, wrap} from '../../row.js';
import type {Scene} from '../../scene.js';
import type {Tone} from '../../theme.js';

/** A clock this far off makes ends of silences come as a surprise. */
const SKEW_MS = 30_000;

export function sourcesTitle({paint, columns, watch}: Scene): string {
  const {sources, alerts, silences} = watch.live;
  return line(
    paint,
    [
      {text: ' Sources', tone: 'strong'},
      {
        text: ` ${sources.size} · ${counted(alerts.size, 'alert')} · ${counted(silences.size, 'silence')} known`,
        tone: 'muted',
      },
    ],
    columns,
  );
}

/**
 * What is wrong, why, and what to do, in sentences, the loudest first: what the lines above the view cannot say or only
 * begin to say, and what they do not say at all.
 */
export function sourceTroubles(scene: Scene): readonly string[] {
  return drawn(scene, wrongIn(scene));
}

/** What else the program has to say of its sources, the feed and the log. */
export function sourceNotes(scene: Scene): readonly string[] {
  const wrong = new Set(wrongIn(scene).map(({text}) => text));
  const rest = [...saidOf(scene), ...scene.notices.map((text): Said => ({text, tone: 'muted'}))];
  return drawn(scene, [{text: '', tone: 'plain'}, ...rest.filter(({text}) => !wrong.has(text))]);
}

function drawn({columns, paint}: Scene, said: readonly Said[]): readonly string[] {
  return said.flatMap(({text, tone}) =>
    wrap(text, columns - 2).map(part => line(paint, [{text: ` ${part}`, tone}] satisfies Part[], columns)),
  );
}

const WRONG: ReadonlySet<Tone> = new Set<Tone>(['warning', 'alarm', 'criticalStrong']);

function wrongIn(scene: Scene): readonly Said[] {
  const said = saidOf(scene).filter(({tone}) => WRONG.has(tone));
  const cut = bannersCut(scene).filter(one => said.every(({text}) => text !== one.text));
  const [loud, rest] = [said.filter(({tone}) => tone !== 'warning'), said.filter(({tone}) => tone === 'warning')];
  const isNotice = ({tone}: Said) => !WRONG.has(tone);
  return [...loud, ...cut.filter(one => !isNotice(one)), ...rest, ...cut.filter(isNotice)];
}

/** What these say is said at more length by the source or the log itself. */
const SAID_AT_LENGTH: ReadonlySet<Banner['kind']> = new Set(['not-recorded', 'member-down', 'apart', 'clock']);

/** The banners that have no room above the view, or not for all of their words. */
function bannersCut(scene: Scene): readonly Said[] {
  const {watch, now} = scene;
  const above = bannersShown(scene).shown.map(({lines}) => lines.join(' '));
  return banners(watch, now).flatMap(({kind, text, hint, tone}): readonly Said[] => {
    const whole = `${unstopped(text)}. ${hint}`.trimEnd();
    const isSaid = above.some(line => line.includes(unstopped(text)) && line.includes(hint));
    return IN_TOP_LINE.has(kind) || SAID_AT_LENGTH.has(kind) || isSaid ? [] : [{text: whole, tone: TONES[tone]}];
  });
}

const TONES: Readonly<Record<'alarm' | 'warning' | 'notice', Tone>> = {
  alarm: 'criticalStrong',
  warning: 'warning',
  notice: 'plain',
};

function saidOf(scene: Scene): readonly Said[] {
  const {watch} = scene;
  const recording: Said = watch.recording.ok
    ? {text: 'The log is recorded.', tone: 'good'}
    : {
        text: `Not recorded since ${hhmm(watch.recording.since, watch.settings.ui.timeZone)}: ${watch.recording.message} ${watch.recording.hint}`,
        tone: 'criticalStrong',
      };
  const role: Said[] =
    watch.role === 'attached'
      ? [{text: 'Attached: another cockpit keeps the log and acts; keys go through it.', tone: 'plain'}]
      : [];
  return [
    ...[...watch.live.sources.values()].flatMap(health => troubles(scene, health)),
    ...leftSources(watch).map(left => leftNote(scene, left)),
    ...feedSaid(scene),
    ...leaseSaid(scene),
    recording,
    ...role,
  ];
}

interface Said {
  readonly text: string;
  readonly tone: Tone;
}

function feedSaid({watch: {team}, now}: Scene): readonly Said[] {
  if (team === undefined) return [];
  const trouble = feedSentence(team.feed, now);
  if (trouble !== undefined) return [{text: trouble, tone: 'warning'}];
  if (team.feed.state === 'connecting') return [{text: `Opening the feed of ${team.feed.name}.`, tone: 'plain'}];
  const others = [...new Set([...team.present.values()].map(({by}) => by))].sort();
  const here = others.length === 0 ? 'Nobody else is on it.' : `Also here: ${others.join(', ')}.`;
  return [{text: `The feed of ${team.feed.name} is live. ${here}`, tone: 'good'}];
}

function leaseSaid({watch, now}: Scene): readonly Said[] {
  const text = leaseSentence(watch, now);
  return text === undefined ? [] : [{text, tone: watch.team?.lease?.state === 'held' ? 'good' : 'warning'}];
}

function clusterText({name, clusterSize}: MemberHealth): string {
  return clusterSize === undefined ? name : `${name} knows of ${counted(clusterSize, 'member')}`;
}

/** Known from the log alone. */
function leftNote({watch, now}: Scene, left: LeftSource): Said {
  const {head, why, hint} = leftWords(left, watch, now);
  return {text: `${head}${why}. ${hint}`, tone: 'plain'};
}

function troubles({now, watch}: Scene, health: SourceHealth): readonly Said[] {
  const said: Said[] = [];
  if (health.state === 'down') said.push(downSaid(health, now));
  for (const member of health.members.filter(one => !one.up)) {
    said.push({
      text: `${member.name}: ${member.trouble?.message ?? 'does not answer'} ${member.trouble?.hint ?? ''}`,
      tone: 'warning',
    });
  }
  if (health.apart === true)
    said.push({
      text: `${health.source}: its members are not one cluster (${health.members.map(clusterText).join(', ')}). They share no silences: an ack at one does not hold at another. Join them, or configure each as an entry of its own.`,
      tone: 'warning',
    });
  if (Math.abs(health.skew ?? 0) > SKEW_MS)
    said.push({
      text: `The clock of ${health.source} differs from ours by ${brief(Math.abs(health.skew ?? 0))}; ends are computed from its clock.`,
      tone: 'warning',
    });
  if (health.settling === true)
    said.push({
      text: `${health.source} has just restarted; what it misses does not count as resolved yet.`,
      tone: 'plain',
    });
  if (said.length === 0 && health.state === 'up') said.push(wellSaid(health, now, watch.settings.ui.timeZone));
  return said;
}

function downSaid(health: SourceHealth, now: number): Said {
  const text = `${blindSentence(health, now)}. ${health.trouble?.hint ?? ''}`;
  return {text, tone: isUnheard(health, now) ? 'criticalStrong' : 'warning'};
}

/** Of a source that only tells, nobody can say that it would answer. */
function wellSaid(health: SourceHealth, now: number, zone: string | undefined): Said {
  const told = toldWords(health, now, zone);
  if (told === undefined) return {text: `${health.source} answers.`, tone: 'good'};
  return {text: `${health.source} is heard by the feed; it ${told}.`, tone: health.toldAt === 0 ? 'plain' : 'good'};
}
