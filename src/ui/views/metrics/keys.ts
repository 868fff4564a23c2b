import {nextSpan} from '../../actions/metrics/figures.js';
import {copy} from '../../actions/terminal.js';
import type {Cockpit} from '../../cockpit.js';
import type {Binding} from '../../input/binding.js';
import {listKeys} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {figuresText, metricsFrame} from './rows.js';

function unread(cockpit: Cockpit): string | undefined {
  return cockpit.scenes.getState().ui.figures === undefined ? 'The log is still being read.' : undefined;
}

export const METRICS_KEYS: readonly Binding<Cockpit>[] = [
  {keys: ['tab'], label: 'span', what: 'looks at 7, 30 or 90 days', bar: 1, disabled: unread, act: nextSpan},
  {
    keys: ['y'],
    label: 'copy',
    what: 'copies the figures as text',
    bar: 2,
    disabled: unread,
    act: cockpit => {
      const {figures} = cockpit.ui.getState();
      if (figures !== undefined) copy(cockpit, 'the figures', figuresText(figures));
    },
  },
  ...listKeys(scene => metricsFrame(scene, bodyHeight(scene))),
];
