import {parseFilter} from '../../core/alert/filter.js';
import {FILTER_KEYWORDS} from '../../core/alert/filter-keyword.js';
import {counted} from '../../core/counted.js';
import {setFilter} from '../actions/filter.js';
import {closeOverlay} from '../actions/overlay.js';
import {boardOf} from '../board-model.js';
import {complete} from '../complete.js';
import {flow} from '../flow.js';
import {type Field, field} from '../input/field.js';
import type {Part} from '../row.js';
import type {Scene} from '../scene.js';
import {front} from '../ui-store.js';
import type {Asked, OverlayDefinition} from './definition.js';
import {fieldLine} from './field-line.js';
import type {FilterPrompt} from './overlay.js';

const NAME = '/';

/** The filter line: the list follows what is typed, and a mistake is pointed at where it is. */
export const filter: OverlayDefinition<FilterPrompt> = {
  place: 'bottom',
  eager: true,
  title: () => 'filter',
  lines(overlay, scene, width) {
    const typed = fieldLine(
      scene.paint,
      {name: NAME, field: overlay.field, focused: true, aside: {text: countOf(scene), tone: 'muted'}},
      width,
    );
    const trouble = isBoard(scene) ? troubleOf(overlay.field.text) : undefined;
    if (trouble === undefined) return [typed];
    return [typed, ...troubleLines(scene, trouble, width)];
  },
  field: overlay => overlay.field,
  typed(asked, typed) {
    apply(asked, typed);
    return {...asked.overlay, field: typed};
  },
  leave: ({cockpit, overlay}) => setFilter(cockpit, front(cockpit.ui.getState()).view, overlay.before),
  keys: [
    {
      keys: ['enter'],
      label: 'keep',
      what: 'keeps the filter',
      bar: 1,
      disabled: asked => whyNot(asked),
      act: ({cockpit}) => closeOverlay(cockpit),
    },
    {
      keys: ['tab'],
      label: 'complete',
      what: 'completes a label or an @word',
      bar: 2,
      act(asked) {
        const typed = completeFilter(asked.cockpit.scenes.getState(), asked.overlay.field);
        apply(asked, typed);
        asked.cockpit.ui.setState({overlay: {...asked.overlay, field: typed}});
      },
    },
    {
      keys: ['ctrl-u'],
      label: 'clear',
      what: 'empties the filter',
      bar: 3,
      act(asked) {
        apply(asked, field(''));
        asked.cockpit.ui.setState({overlay: {...asked.overlay, field: field('')}});
      },
    },
  ],
};

/** The mistake under the place where it is, and on below that where there is no room beside. */
function troubleLines({paint}: Scene, {message, position}: Trouble, width: number): readonly string[] {
  const indent = NAME.length + 1;
  const before: Part = {text: '', width: indent + Math.min(position, Math.max(0, width - indent - 1))};
  return flow(paint, [before, {text: `^ ${message}`, tone: 'warning'}], {width, indent});
}

/** A filter with a mistake in it leaves the list as it was. */
function apply({cockpit}: Asked<FilterPrompt>, typed: Field): void {
  const {view} = front(cockpit.ui.getState());
  if (view !== 'board' || parseFilter(typed.text).ok) setFilter(cockpit, view, typed.text);
}

function whyNot({cockpit, overlay}: Asked<FilterPrompt>): string | undefined {
  return isBoard(cockpit.scenes.getState()) ? troubleOf(overlay.field.text)?.message : undefined;
}

interface Trouble {
  readonly message: string;
  readonly position: number;
}

function troubleOf(text: string): Trouble | undefined {
  const parsed = parseFilter(text);
  return parsed.ok ? undefined : parsed;
}

function isBoard(scene: Scene): boolean {
  return front(scene.ui).view === 'board';
}

function countOf(scene: Scene): string {
  if (!isBoard(scene)) return '';
  const {hidden, total} = boardOf(scene);
  return `${total - hidden} of ${counted(total, 'alert')}`;
}

function completeFilter(scene: Scene, typed: Field): Field {
  const labels = new Set<string>();
  for (const alert of scene.watch.live.alerts.values()) for (const name of Object.keys(alert.labels)) labels.add(name);
  return complete(typed, [...FILTER_KEYWORDS, ...labels]);
}
