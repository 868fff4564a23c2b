import {nearest} from '../../lib/nearest.js';
import type {Cockpit} from '../cockpit.js';
import {without} from '../ui-store.js';
import {open} from './navigate.js';
import {say} from './say.js';

/** Groups the board anew: `route`, `none`, or label names apart by commas or spaces. */
export function setGrouping(cockpit: Cockpit, argument: string): void {
  const grouping = argument
    .split(/[\s,]+/)
    .filter(name => name !== '')
    .join(',');
  const given = grouping === '' ? cockpit.scenes.getState().watch.settings.ui.group : grouping;
  cockpit.ui.setState(ui => ({grouping: given, unfolded: new Set<string>(), tops: {...ui.tops, board: 0}}));
  open(cockpit, {view: 'board'});
  say(cockpit, given === 'none' ? 'not grouped' : `grouped by ${given}`);
}

/** Puts the filter and grouping of a saved view in force. */
export function showSaved(cockpit: Cockpit, name: string): void {
  const {views, filter, group} = cockpit.scenes.getState().watch.settings.ui;
  const view = views.find(one => one.name === name);
  if (name !== '' && view === undefined) {
    const near = nearest(
      name,
      views.map(one => one.name),
    );
    say(
      cockpit,
      views.length === 0
        ? 'No views are configured: they go under ui.views.'
        : `There is no view "${name}".${near === undefined ? '' : ` Did you mean ${near}?`}`,
      'warning',
    );
    return;
  }
  cockpit.ui.setState(
    ui => ({
      ...without(ui, 'saved'),
      ...(view === undefined ? {} : {saved: view.name}),
      filters: {...ui.filters, board: view === undefined ? filter : (view.filter ?? '')},
      grouping: view?.group ?? group,
      tops: {...ui.tops, board: 0},
    }),
    true,
  );
  open(cockpit, {view: 'board'});
  say(cockpit, view === undefined ? 'the default view' : `view ${view.name}`);
}
