import type {Cockpit} from '../../cockpit.js';
import type {Scene} from '../../scene.js';
import {front} from '../../ui-store.js';
import {alertSections} from './rows.js';

/** Lines that come or go above what is being read move the view along, so that the reader's line stays where it is. */
export function keepReading(cockpit: Cockpit, before: Scene, after: Scene): void {
  const top = after.ui.tops.alert ?? 0;
  const place = front(after.ui);
  if (top === 0 || place.view !== 'alert' || front(before.ui) !== place || before.watch === after.watch) return;
  if (before.ui.tops.alert !== top || before.columns !== after.columns) return;
  const was = alertSections(before);
  const moved = alertSections(after).reduce(
    ({start, by}, section, index) => {
      const {length} = was[index] ?? [];
      // The first line of all stays in sight and is not scrolled.
      const isAbove = index > 0 && start <= top;
      return {start: start + length, by: isAbove ? by + section.length - length : by};
    },
    {start: 0, by: 0},
  );
  if (moved.by === 0) return;
  cockpit.ui.setState(ui => ({tops: {...ui.tops, alert: Math.max(0, top + moved.by)}}));
}
