import {alertName} from '../../../core/alert/alert.js';
import {dispositionOf} from '../../../core/alert/disposition.js';
import {severityOf} from '../../../core/alert/severity.js';
import {startedAt} from '../../../core/alert/started.js';
import {nameInRows} from '../../../core/board/source-names.js';
import {asOfSentence, isBlind, silentSince} from '../../../core/board/source-words.js';
import {dayHhmm, hhmm, hhmmss} from '../../../core/time/clock-text.js';
import {coarse} from '../../../core/time/duration.js';
import {naming} from '../../naming.js';
import {line, type Part} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import type {Tone} from '../../theme.js';
import {clampTop} from '../../window.js';
import {aroundSections} from './around.js';
import {holderLines} from './holders.js';
import {labelSections} from './label-lines.js';
import {type Subject, subjectOf} from './subject.js';

/** Everything that is known of one alert, to scroll through. */
export function alertPane(scene: Scene, height: number): Pane {
  const [head = '', ...rest] = alertLines(scene);
  const room = height - 1;
  const top = clampTop(scene.ui.tops.alert ?? 0, -1, {height: room, count: rest.length});
  return {lines: [head, ...rest.slice(top, top + room)], target: 0};
}

/** The first line stays; the others scroll. */
export function alertLines(scene: Scene): readonly string[] {
  return alertSections(scene).flat();
}

/** The same in parts, of which each alert has as many: empty ones too. */
export function alertSections(scene: Scene): readonly (readonly string[])[] {
  const subject = subjectOf(scene);
  if (subject.kind === 'gone') {
    return [[goneLine(scene, subject)], [''], [], ...aroundSections(scene, subject.key, undefined)];
  }
  const {alert} = subject;
  return [
    [headLine(scene, subject)],
    stateLines(scene, subject),
    labelSections(scene, alert),
    ...aroundSections(scene, subject.key, alert),
  ];
}

function headLine(scene: Scene, subject: Exclude<Subject, {kind: 'gone'}>): string {
  const {watch, now, columns} = scene;
  const {alert} = subject;
  const zone = watch.settings.ui.timeZone;
  const source = nameInRows(watch.live.sources, alert.source);
  const {severity, known} = severityOf(alert.labels, watch.settings.severity);
  const began = startedAt(alert, {key: subject.key, firing: watch.shift.firing, now});
  const tones: Readonly<Record<string, Tone>> = {P1: 'criticalStrong', P2: 'warning'};
  const parts: Part[] = [
    {text: ` ${severity}${known ? '' : '?'} `, tone: tones[severity] ?? 'plain'},
    {text: alertName(alert), tone: 'strong'},
    ...pastParts(scene, subject),
    {
      text: `${source === '' ? '' : ` · ${source}`} · since ${startText(began, now, zone)} (${coarse(now - began)})`,
    },
    ...(known ? [] : [{text: ' · its severity is a guess', tone: 'warning' as const}]),
    ...(watch.shift.judged.get(subject.key) === 'noise' ? [{text: ' · called noise', tone: 'muted' as const}] : []),
  ];
  return line(scene.paint, parts, columns);
}

/** Of when all this is, where its source does not answer. */
function pastParts({watch, now}: Scene, subject: Exclude<Subject, {kind: 'gone'}>): readonly Part[] {
  const zone = watch.settings.ui.timeZone;
  if (subject.kind === 'remembered')
    return [{text: ` · as of ${hhmm(subject.seenAt, zone)}, its source has not answered yet`, tone: 'warning'}];
  const health = watch.live.sources.get(subject.alert.source);
  if (health === undefined) return [];
  const silent = silentSince(health, subject.alert);
  if (!isBlind(health, now) && silent !== undefined)
    return [
      {text: ` · as of ${hhmm(silent, zone)}, only ${subject.alert.members.join(' and ')} had it`, tone: 'warning'},
    ];
  if (!isBlind(health, now)) return [];
  return [{text: ` · ${asOfSentence(health, zone) ?? ''}, its source does not answer`, tone: 'warning'}];
}

function startText(began: number, now: number, zone: string | undefined): string {
  return now - began < 20 * 60 * 60_000 ? hhmmss(began, zone) : dayHhmm(began, now, zone);
}

function goneLine(scene: Scene, {key, occurrence}: Extract<Subject, {kind: 'gone'}>): string {
  const name = naming(scene.watch).alert?.(key) ?? key;
  const when =
    occurrence?.resolvedOn === undefined
      ? ''
      : ` since ${hhmm(occurrence.resolvedOn, scene.watch.settings.ui.timeZone)}`;
  return line(
    scene.paint,
    [
      {text: ` ${name}`, tone: 'strong'},
      {text: ` · no longer firing${when}. What is left is in the log below.`, tone: 'good'},
    ],
    scene.columns,
  );
}

function stateLines(scene: Scene, {alert}: Exclude<Subject, {kind: 'gone'}>): readonly string[] {
  const disposition = dispositionOf(alert, scene.watch, scene.now);
  return [...holderLines(scene, alert, disposition), ''];
}
