import type {EndedOccurrence} from '../../../core/shift/command.js';
import {tellEnding} from '../../actions/handoff/endings.js';
import {openAlert} from '../../actions/open-alert.js';
import {say} from '../../actions/say.js';
import {replayReason} from '../../actions/target.js';
import {boardOf} from '../../board-model.js';
import type {Cockpit} from '../../cockpit.js';
import {alertTarget} from '../../front-target.js';
import {actKeys} from '../../input/act-keys.js';
import type {Binding} from '../../input/binding.js';
import {scrollKeys} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {naming} from '../../naming.js';
import {front} from '../../ui-store.js';
import {alertLines} from './rows.js';
import {subjectOf} from './subject.js';

export const ALERT_KEYS: readonly Binding<Cockpit>[] = [
  ...actKeys(alertTarget).map(binding => (binding.keys.includes('R') ? alsoEnded(binding) : binding)),
  {
    keys: [']', 'tab'],
    label: 'next',
    what: 'the next alert of the same row',
    bar: 10,
    disabled: alone,
    act: cockpit => turn(cockpit, 1),
  },
  {
    keys: ['[', 'backtab'],
    label: 'previous',
    what: 'the alert before it in the same row',
    disabled: alone,
    act: cockpit => turn(cockpit, -1),
  },
  ...scrollKeys(scene => ({lines: alertLines(scene).length - 1, height: bodyHeight(scene) - 1})),
];

/** Of an alert that is over, the key that says so says what it was. */
function alsoEnded(over: Binding<Cockpit>): Binding<Cockpit> {
  return {
    ...over,
    disabled: cockpit =>
      endedHere(cockpit) === undefined ? over.disabled?.(cockpit) : (replayReason(cockpit) ?? undefined),
    act: cockpit => {
      const ended = endedHere(cockpit);
      if (ended === undefined) {
        over.act(cockpit);
        return;
      }
      const {alert, title} = ended;
      tellEnding(cockpit, {alert, title, about: `${title} is over`}, isTold =>
        say(cockpit, isTold ? `noted on ${title}` : 'Nothing was said.', isTold ? 'good' : 'plain'),
      );
    },
  };
}

/** The last time the alert in front was there, where it is over. */
function endedHere(cockpit: Cockpit): {readonly alert: EndedOccurrence; readonly title: string} | undefined {
  const scene = cockpit.scenes.getState();
  const {kind, key} = subjectOf(scene);
  const last =
    kind === 'gone' && !scene.watch.shift.firing.has(key) ? scene.watch.shift.history.get(key)?.at(-1) : undefined;
  if (last === undefined) return undefined;
  const cut = key.lastIndexOf('/');
  const alert = {source: key.slice(0, cut), fingerprint: key.slice(cut + 1), startsAt: last.startsAt};
  return {alert, title: naming(scene.watch).alert?.(key) ?? key};
}

function siblings(cockpit: Cockpit): readonly string[] {
  const scene = cockpit.scenes.getState();
  const row = boardOf(scene).rowOf.get(front(scene.ui).subject ?? '');
  return row?.items.map(item => item.key) ?? [];
}

function alone(cockpit: Cockpit): string | undefined {
  return siblings(cockpit).length > 1 ? undefined : 'This alert is alone in its row.';
}

function turn(cockpit: Cockpit, by: number): void {
  const keys = siblings(cockpit);
  const at = keys.indexOf(front(cockpit.ui.getState()).subject ?? '');
  const next = keys[(at + by + keys.length) % keys.length];
  if (next === undefined) return;
  cockpit.ui.setState(ui => ({stack: ui.stack.slice(0, -1)}));
  openAlert(cockpit, next);
}
