import {type AlertKey, alertName} from '../../core/alert/alert.js';
import type {Matcher} from '../../core/alert/matcher.js';
import {silenceImpact} from '../../core/alert/silence-impact.js';
import {dayHhmm} from '../../core/time/clock-text.js';
import {amend} from '../actions/overlay.js';
import {hiddenLine} from '../actions/release.js';
import {keepSilenceDraft, silenceAsAsked, typedMatchers} from '../actions/silence.js';
import {flow} from '../flow.js';
import {isRoomy} from '../layout.js';
import {line, type Part, wrap} from '../row.js';
import type {Scene} from '../scene.js';
import {parseSilenceTime, SILENCE_TIME_FORMS} from '../silence-time.js';
import type {Asked, OverlayDefinition} from './definition.js';
import {fieldLine} from './field-line.js';
import type {SilenceFieldName, SilenceQuestion} from './overlay.js';

const ORDER: readonly SilenceFieldName[] = ['matchers', 'time', 'comment'];
const NAME_WIDTH = 9;
const MOST_LINES = 4;
const LEAST_LINES = 2;

export const silence: OverlayDefinition<SilenceQuestion> = {
  place: 'target',
  eager: false,
  title: overlay => `silence ${overlay.target.name} in ${overlay.sources.join(', ')}`,
  lines(overlay, scene, width) {
    const fields = ORDER.flatMap(name => fieldLines(scene, {name, overlay}, width));
    const preview = previewParts(overlay, scene);
    const isSaid = preview.some(({text}) => text.trim() === overlay.trouble);
    const said = [
      preview,
      ...hintParts(overlay, scene),
      hiddenLine(overlay.target),
      overlay.trouble === undefined || isSaid ? [] : [{text: overlay.trouble, tone: 'warning' as const}],
    ];
    return [...fields, ...said.flatMap(parts => (parts.length === 0 ? [] : flow(scene.paint, parts, {width})))];
  },
  field: overlay => overlay.fields[overlay.focus],
  typed({overlay}, field) {
    const {trouble: _old, ...rest} = overlay;
    return {...rest, fields: {...overlay.fields, [overlay.focus]: field}};
  },
  leave: ({cockpit, overlay}) => keepSilenceDraft(cockpit, overlay),
  keys: [
    {
      keys: ['enter'],
      label: 'silence',
      what: 'makes the silence',
      bar: 1,
      act: ({cockpit, overlay}) => silenceAsAsked(cockpit, overlay),
    },
    {keys: ['tab', 'down'], label: 'next field', what: 'to the next field', bar: 2, act: asked => turn(asked, 1)},
    {keys: ['backtab', 'up'], label: 'field before', what: 'to the field before', act: asked => turn(asked, -1)},
  ],
};

function turn({cockpit, overlay}: Asked<SilenceQuestion>, by: number): void {
  const at = ORDER.indexOf(overlay.focus);
  amend(cockpit, {...overlay, focus: ORDER[(at + by + ORDER.length) % ORDER.length] ?? 'matchers'});
}

/** What the silence would do as typed: how much it hits, how much of that was not meant, and when. */
function previewParts(overlay: SilenceQuestion, scene: Scene): Part[] {
  const matchers = typedMatchers(overlay.fields.matchers.text);
  if (!matchers.ok) return [{text: matchers.message, tone: 'warning'}];
  const time = parseSilenceTime(overlay.fields.time.text, {now: scene.now, zone: scene.watch.settings.ui.timeZone});
  const when: Part = time.ok
    ? {text: `  ${whenText(time, scene)}`, tone: 'muted'}
    : {text: `  ${time.message}`, tone: 'warning'};
  return [...hitParts(overlay, scene, matchers.matchers), when];
}

interface NamedField {
  readonly name: SilenceFieldName;
  readonly overlay: SilenceQuestion;
}

/** What is typed in one line; what stands there otherwise as far as a few lines go: it is what will be silenced. */
function fieldLines(scene: Scene, {name, overlay}: NamedField, width: number): readonly string[] {
  const {paint} = scene;
  const field = overlay.fields[name];
  if (overlay.focus === name) return [fieldLine(paint, {name, field, focused: true, nameWidth: NAME_WIDTH}, width)];
  const most = isRoomy(scene) ? MOST_LINES : LEAST_LINES;
  const words = wrap(field.text, width - NAME_WIDTH);
  const shown = words.length <= most ? words : [...words.slice(0, most - 1), words.slice(most - 1).join(' ')];
  return shown.map((text, index) =>
    line(paint, [{text: index === 0 ? name : '', width: NAME_WIDTH, tone: 'muted'}, {text}], width),
  );
}

/** How a time is written, while one is typed that can be read; else the mistake says it. */
function hintParts({focus, fields}: SilenceQuestion, {now, watch}: Scene): readonly (readonly Part[])[] {
  if (focus !== 'time') return [];
  const time = parseSilenceTime(fields.time.text, {now, zone: watch.settings.ui.timeZone});
  return time.ok ? [[{text: SILENCE_TIME_FORMS, tone: 'muted'}]] : [];
}

function hitParts(overlay: SilenceQuestion, scene: Scene, matchers: readonly Matcher[]): Part[] {
  const {alerts} = scene.watch.live;
  let hits = 0;
  const outside: AlertKey[] = [];
  for (const source of overlay.sources) {
    const meant = overlay.target.alerts.filter(key => alerts.get(key)?.source === source);
    const impact = silenceImpact(matchers, {alerts: alerts.values(), source, meant});
    if ('unsupported' in impact) return [{text: impact.unsupported, tone: 'warning'}];
    hits += impact.hits.length;
    outside.push(...impact.outside);
  }
  const names = [...new Set(outside.flatMap(key => alerts.get(key) ?? []).map(alertName))];
  const beyond: Part =
    outside.length === 0
      ? {text: '0 outside'}
      : {text: `${outside.length} outside: ${names.slice(0, 3).join(', ')}`, tone: 'warning'};
  return [{text: `hits ${hits} now, `}, beyond];
}

function whenText(time: Extract<ReturnType<typeof parseSilenceTime>, {ok: true}>, {now, watch}: Scene): string {
  const zone = watch.settings.ui.timeZone;
  if ('duration' in time) return `until ${dayHhmm(now + time.duration, now, zone)}`;
  return `from ${dayHhmm(time.startsAt, now, zone)} until ${dayHhmm(time.endsAt, now, zone)}`;
}
