import {ackMatchers} from '../../core/alert/ack-matchers.js';
import {alertKey, alertName} from '../../core/alert/alert.js';
import {silenceImpact} from '../../core/alert/silence-impact.js';
import {nameInRows} from '../../core/board/source-names.js';
import {counted} from '../../core/counted.js';
import {dayHhmm} from '../../core/time/clock-text.js';
import {formatDuration} from '../../core/time/duration.js';
import {cut} from '../../lib/cells.js';
import {ackGroups} from '../ack-groups.js';
import {ackAsAsked, ackDraft, ackDurations} from '../actions/ack.js';
import {amend, keepTyped} from '../actions/overlay.js';
import {hiddenLine} from '../actions/release.js';
import {flow} from '../flow.js';
import {GLYPHS} from '../glyphs.js';
import {line, type Part} from '../row.js';
import type {Scene} from '../scene.js';
import type {Asked, OverlayDefinition} from './definition.js';
import {fieldLine} from './field-line.js';
import type {AckQuestion} from './overlay.js';

/** More silences than this are summed up. */
const MOST_PLACES = 3;
const NAME_WIDTH = 9;

export const ack: OverlayDefinition<AckQuestion> = {
  place: 'target',
  eager: false,
  title: ({target}, scene) =>
    `ack ${target.name}${target.alerts.length > 1 ? ` (${target.alerts.length} alerts)` : ''} as ${scene.watch.settings.operator}`,
  lines(overlay, scene, width) {
    const {paint} = scene;
    const hidden = hiddenLine(overlay.target).flatMap(said => flow(paint, [said], {width}));
    return [
      ...placeLines(overlay, scene, width),
      ...hidden,
      fieldLine(paint, {name: 'comment', field: overlay.field, focused: true, nameWidth: NAME_WIDTH}, width),
      line(paint, durationParts(overlay, scene), width),
    ];
  },
  field: overlay => overlay.field,
  typed: ({overlay}, field) => ({...overlay, field}),
  leave: ({cockpit, overlay}) => keepTyped(cockpit, ackDraft(overlay.target), overlay.field.text),
  keys: [
    {
      keys: ['enter'],
      label: 'ack',
      what: 'acks as the question says',
      bar: 1,
      act: ({cockpit, overlay}) => ackAsAsked(cockpit, overlay),
    },
    {keys: ['tab'], label: 'longer', what: 'goes through the durations', bar: 2, act: asked => step(asked, 1)},
    {keys: ['backtab'], label: 'shorter', what: 'goes back through the durations', act: asked => step(asked, -1)},
  ],
};

function step({cockpit, overlay}: Asked<AckQuestion>, by: number): void {
  const {length} = ackDurations(cockpit.scenes.getState().watch);
  amend(cockpit, {...overlay, duration: (overlay.duration + by + length) % length});
}

function durationParts(overlay: AckQuestion, scene: Scene): Part[] {
  const parts: Part[] = [{text: 'for', width: NAME_WIDTH, tone: 'muted'}];
  for (const [index, duration] of ackDurations(scene.watch).entries()) {
    if (index > 0) parts.push({text: ` ${GLYPHS.step} `, tone: 'muted'});
    parts.push(
      index === overlay.duration
        ? {text: `[${formatDuration(duration)}]`, tone: 'strong'}
        : {text: formatDuration(duration), tone: 'muted'},
    );
  }
  return parts;
}

/** One line for each silence that the ack will be: where, until when, and what else it would hit. */
function placeLines(overlay: AckQuestion, scene: Scene, width: number): readonly string[] {
  const {watch, now, paint} = scene;
  const groups = ackGroups(scene, overlay.target.alerts);
  const until = dayHhmm(now + (ackDurations(watch)[overlay.duration] ?? 0), now, watch.settings.ui.timeZone);
  const kept = watch.settings.ack.extend ? ', kept while it fires' : '';
  const lines = groups.slice(0, MOST_PLACES).flatMap(group => {
    const source = group[0]?.source ?? '';
    const impact = silenceImpact(ackMatchers(group), {
      alerts: watch.live.alerts.values(),
      source,
      meant: group.map(alertKey),
    });
    const name = groups.length > 1 && group[0] !== undefined ? `  ${alertName(group[0])}` : '';
    const parts: Part[] = [
      {
        text: `${cut(nameInRows(watch.live.sources, source) || 'silence', NAME_WIDTH - 1, 'middle')} `,
        width: NAME_WIDTH,
        tone: 'muted',
      },
      ...impactParts(impact),
      {text: name},
      {text: `  until ${until}${kept}`, tone: 'muted'},
    ];
    return flow(paint, parts, {width, indent: NAME_WIDTH});
  });
  const rest = groups.length - MOST_PLACES;
  if (groups.length === 0)
    return flow(
      paint,
      [
        {
          text: watch.warming
            ? 'The source of these alerts has not answered yet: what an ack would hit is not known.'
            : 'It has resolved meanwhile: there is nothing left to ack. esc goes back.',
          tone: 'warning',
        },
      ],
      {width},
    );
  return rest > 0
    ? [
        ...lines,
        line(
          paint,
          [{text: `${''.padEnd(NAME_WIDTH)}and ${counted(rest, 'more silence')} like these`, tone: 'muted'}],
          width,
        ),
      ]
    : lines;
}

/** How many alerts it matches, and how many of them were not meant. */
function impactParts(impact: ReturnType<typeof silenceImpact>): Part[] {
  if ('unsupported' in impact) return [{text: impact.unsupported, tone: 'warning'}];
  const outside = impact.outside.length;
  const parts: Part[] = [
    {text: `matches ${impact.hits.length} now, `},
    {text: `${outside} outside`, tone: outside > 0 ? 'warning' : 'plain'},
  ];
  return impact.missed.length === 0 ? parts : [...parts, {text: `, misses ${impact.missed.length}`, tone: 'warning'}];
}
