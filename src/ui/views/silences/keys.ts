import {matchersText} from '../../../core/alert/matcher.js';
import {setFilter} from '../../actions/filter.js';
import {open} from '../../actions/navigate.js';
import {askExpire, askExtend} from '../../actions/silence-ends.js';
import {readOnlyReason} from '../../actions/target.js';
import {copy} from '../../actions/terminal.js';
import type {Cockpit} from '../../cockpit.js';
import type {Binding} from '../../input/binding.js';
import {listKeys} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {hitsOf, selectedSilence, silenceName, silencesFrame} from './rows.js';

export const SILENCES_KEYS: readonly Binding<Cockpit>[] = [
  {
    keys: ['e'],
    label: 'extend',
    what: 'moves the end of the silence, asking for how long',
    bar: 1,
    disabled: cannotChange,
    act: cockpit => withSilence(cockpit, silence => askExtend(cockpit, silence, silenceName(silence))),
  },
  {
    keys: ['x'],
    label: 'expire',
    what: 'ends the silence now, after a question that says what it lets through',
    bar: 2,
    disabled: cannotChange,
    act: cockpit =>
      withSilence(cockpit, silence =>
        askExpire(cockpit, silence, {
          name: silenceName(silence),
          hits: hitsOf(silence, cockpit.scenes.getState().watch),
        }),
      ),
  },
  {
    keys: ['enter'],
    label: 'hits',
    what: 'shows on the board what the silence hits',
    bar: 3,
    disabled: noneSelected,
    act: cockpit =>
      withSilence(cockpit, silence => {
        setFilter(cockpit, 'board', matchersText(silence.matchers));
        cockpit.ui.setState({quietOpen: true});
        open(cockpit, {view: 'board'});
      }),
  },
  {
    keys: ['y'],
    label: 'copy',
    what: 'copies the id of the silence',
    bar: 8,
    disabled: noneSelected,
    act: cockpit => withSilence(cockpit, silence => copy(cockpit, 'the id of the silence', silence.id)),
  },
  ...listKeys(scene => silencesFrame(scene, bodyHeight(scene))),
];

type Silence = NonNullable<ReturnType<typeof selectedSilence>>;

function withSilence(cockpit: Cockpit, act: (silence: Silence) => void): void {
  const silence = selectedSilence(cockpit.scenes.getState());
  if (silence !== undefined) act(silence);
}

function noneSelected(cockpit: Cockpit): string | undefined {
  return selectedSilence(cockpit.scenes.getState()) === undefined ? 'No silence is selected.' : undefined;
}

function cannotChange(cockpit: Cockpit): string | undefined {
  return readOnlyReason(cockpit) ?? noneSelected(cockpit);
}
