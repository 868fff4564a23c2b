import type {Cockpit} from '../cockpit.js';
import {bottomLines} from '../frame/bottom.js';
import {topLines} from '../frame/top.js';
import {keyLine} from '../input/key-line.js';
import {overlayKeys} from '../input/overlay-keys.js';
import {saidLines} from '../layout.js';
import {definitionOf} from '../overlays/index.js';
import {longPage} from '../overlays/long-page.js';
import type {Overlay} from '../overlays/overlay.js';
import type {Scene} from '../scene.js';
import {unpainted} from '../theme.js';
import {front, type Message} from '../ui-store.js';
import {PANES} from './panes.js';
import {isSelected, spoken} from './spoken.js';

export interface HeardLine {
  readonly text: string;
  readonly selected: boolean;
}

/** What a scene comes to for somebody who hears it. */
export interface Heard {
  /** The view in front and what it is about. */
  readonly place: string;
  /** Sources, counts, and whose watch it is, each for itself. */
  readonly top: readonly string[];
  /** What is wrong, as whole sentences. */
  readonly loud: readonly string[];
  readonly lines: readonly HeardLine[];
  readonly question?: HeardQuestion;
  /** What was said last; the same said again is another one. */
  readonly said?: {readonly by: Message | undefined; readonly text: string};
}

export interface HeardQuestion {
  readonly kind: Overlay['kind'];
  readonly title: string;
  readonly lines: readonly HeardLine[];
  readonly keys: string;
  /** What is being typed. */
  readonly typed?: string;
}

export function heardOf(scene: Scene, cockpit: Cockpit): Heard {
  const {view, subject = ''} = front(scene.ui);
  const [status = '', ...loud] = topLines(scene);
  const height = Math.max(1, scene.rows - loud.length - 1 - bottomLines(scene, cockpit).length);
  const {overlay, message} = scene.ui;
  const said = saidLines(scene).join(' ');
  return {
    place: `${view} ${subject}`,
    top: spoken(status).replace(/^wk, /, '').split(', '),
    loud: loud.map(spoken).filter(text => text !== ''),
    lines: heardLines(PANES[view](scene, height).lines),
    ...(overlay === undefined ? {} : {question: heardQuestion(overlay, scene)}),
    ...(said === '' ? {} : {said: {by: message, text: spoken(said)}}),
  };
}

function heardQuestion(overlay: Overlay, scene: Scene): HeardQuestion {
  const definition = definitionOf(overlay);
  const width = scene.columns;
  const typed = definition.field?.(overlay).text;
  const keys = keyLine(overlayKeys(overlay, scene), undefined, {paint: unpainted, width});
  return {
    kind: overlay.kind,
    title: spoken(definition.title(overlay, scene)),
    lines: heardLines([...longPage(overlay, scene).lines, ...definition.lines(overlay, scene, width)]),
    keys: spoken(keys),
    ...(typed === undefined ? {} : {typed}),
  };
}

function heardLines(lines: readonly string[]): readonly HeardLine[] {
  return lines.map(line => ({text: spoken(line), selected: isSelected(line)})).filter(({text}) => text !== '');
}
