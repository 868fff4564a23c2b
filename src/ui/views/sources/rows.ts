import {feedSentence} from '../../../core/board/feed-words.js';
import {leaseSentence} from '../../../core/board/lease-words.js';
import {leftWords} from '../../../core/board/left-words.js';
import {blindSentence} from '../../../core/board/source-words.js';
import {toldWords} from '../../../core/board/told-words.js';
import {counted} from '../../../core/counted.js';
import type {MemberHealth, SourceHealth} from '../../../core/live/update.js';
import {type LeftSource, leftSources} from '../../../core/shift/left-sources.js';
import {hhmm} from '../../../core/time/clock-text.js';
import {brief} from '../../../core/time/duration.js';
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

/** What is wrong, why, and what to do, in sentences; then what else the program has to say. */
export function sourceNotes(scene: Scene): readonly string[] {
  const {watch, columns, paint, notices} = scene;
  const said = [...watch.live.sources.values()].flatMap(health => troubles(scene, health));
  const recording: Said[] = watch.recording.ok
    ? [{text: 'The log is recorded.', tone: 'good'}]
    : [
        {
          text: `Not recorded since ${hhmm(watch.recording.since, watch.settings.ui.timeZone)}: ${watch.recording.message} ${watch.recording.hint}`,
          tone: 'criticalStrong',
        },
      ];
  const role: Said[] =
    watch.role === 'attached'
      ? [{text: 'Attached: another cockpit keeps the log and acts; keys go through it.', tone: 'plain'}]
      : [];
  const all = [
    {text: '', tone: 'plain' as Tone},
    ...said,
    ...leftSources(watch).map(left => leftNote(scene, left)),
    ...feedSaid(scene),
    ...leaseSaid(scene),
    ...recording,
    ...role,
    ...notices.map(text => ({text, tone: 'muted' as Tone})),
  ];
  return all.flatMap(({text, tone}) =>
    wrap(text, columns - 2).map(part => line(paint, [{text: ` ${part}`, tone}] satisfies Part[], columns)),
  );
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
  if (health.state === 'down')
    said.push({text: `${blindSentence(health, now)}. ${health.trouble?.hint ?? ''}`, tone: 'warning'});
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

/** Of a source that only tells, nobody can say that it would answer. */
function wellSaid(health: SourceHealth, now: number, zone: string | undefined): Said {
  const told = toldWords(health, now, zone);
  if (told === undefined) return {text: `${health.source} answers.`, tone: 'good'};
  return {text: `${health.source} is heard by the feed; it ${told}.`, tone: health.toldAt === 0 ? 'plain' : 'good'};
}
