import {actionOf} from '../../../core/alert/action.js';
import type {Alert, Labels} from '../../../core/alert/alert.js';
import {alertKey} from '../../../core/alert/alert.js';
import {summaryOf} from '../../../core/alert/summary.js';
import {cells, cut} from '../../../lib/cells.js';
import {curveParts, linksFor} from '../../about-alert.js';
import {flow} from '../../flow.js';
import {line, wrap} from '../../row.js';
import type {Scene} from '../../scene.js';

const NAME_MOST = 24;
const ACTION = 'action';

/** What the alert says of itself: what to do, text, expression and curve, links, every label, every annotation. */
export function labelSections(scene: Scene, alert: Alert): readonly string[] {
  const curve = curveParts(scene, alert, scene.columns);
  const trouble = scene.watch.lookups.get(alertKey(alert))?.trouble;
  return [
    ...textLines(scene, alert),
    ...(curve === undefined ? [] : [line(scene.paint, curve, scene.columns)]),
    ...(trouble === undefined ? [] : troubleLines(scene, trouble)),
    ...(curve === undefined && trouble === undefined ? [] : ['']),
    ...linkLines(scene, alert),
    heading(scene, 'Labels'),
    ...pairLines(scene, alert.labels),
    '',
    heading(scene, 'Annotations'),
    ...pairLines(scene, alert.annotations),
    ...(alert.receivers.length === 0
      ? []
      : ['', heading(scene, 'Sent to'), line(scene.paint, [{text: `  ${alert.receivers.join(', ')}`}], scene.columns)]),
    '',
  ];
}

/** What to do comes first, where the one who wrote the rule says it. */
function textLines({paint, columns}: Scene, {annotations}: Alert): readonly string[] {
  const action = actionOf(annotations);
  const summary = summaryOf(annotations);
  const acts = action === undefined ? [] : wrap(action, columns - ACTION.length - 3);
  const lines = [
    ...acts.map((text, index) =>
      line(
        paint,
        [
          {text: index === 0 ? ` ${ACTION} ` : '', width: ACTION.length + 2, tone: 'muted'},
          {text, tone: 'strong'},
        ],
        columns,
      ),
    ),
    ...(summary === '' ? [] : wrap(summary, columns - 2)).map(text =>
      line(paint, [{text: ` ${text}`, tone: 'strong'}], columns),
    ),
  ];
  return lines.length === 0 ? [] : [...lines, ''];
}

function troubleLines({paint, columns}: Scene, trouble: string): readonly string[] {
  return flow(paint, [{text: trouble, tone: 'muted'}], {width: columns - 1}).map(text => ` ${text}`);
}

export function heading({paint, columns}: Scene, text: string, aside = ''): string {
  return line(
    paint,
    [
      {text: ` ${text}`, tone: 'strong'},
      {text: aside === '' ? '' : `  ${aside}`, tone: 'muted'},
    ],
    columns,
  );
}

function linkLines(scene: Scene, alert: Alert): readonly string[] {
  const links = linksFor(scene, alert);
  if (links.length === 0) return [];
  const {paint, columns} = scene;
  const width = Math.min(NAME_MOST, Math.max(...links.map(link => cells(link.name)))) + 2;
  return [
    heading(scene, 'Links', 'o copies one'),
    ...links.map(({name, url}) => {
      const text = cut(url, columns - width - 3);
      return line(
        paint,
        [{text: '  '}, {text: name, width, tone: 'muted'}, {text, width: cells(text), painted: scene.link(text, url)}],
        columns,
      );
    }),
    '',
  ];
}

/** Names in a column, values beside them in as many lines as they need. */
function pairLines(scene: Scene, pairs: Labels): readonly string[] {
  const entries = Object.entries(pairs).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return [line(scene.paint, [{text: '  none', tone: 'muted'}], scene.columns)];
  const width = Math.min(NAME_MOST, Math.max(...entries.map(([name]) => cells(name)))) + 2;
  return entries.flatMap(([name, value]) => {
    const lines = wrap(value, Math.max(10, scene.columns - width - 3));
    return lines.map((text, index) =>
      line(scene.paint, [{text: '  '}, {text: index === 0 ? name : '', width, tone: 'muted'}, {text}], scene.columns),
    );
  });
}
