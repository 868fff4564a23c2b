import type {KeptSpot} from '../../../core/runbook/desk.js';
import type {Walk} from '../../../core/runbook/walk.js';
import {itemWas} from '../../../core/runbook/walk-items.js';
import type {Cockpit} from '../../cockpit.js';
import type {Spot, UiState} from '../../ui-store.js';
import {itemsIn} from './refresh.js';

/** Keeps where the operator is in each walk, so that a restart goes on there. The answer ends that. */
export function keepSpots(cockpit: Cockpit): () => void {
  const keeper = cockpit.desk?.spots;
  if (keeper === undefined) return () => undefined;
  return cockpit.ui.subscribe(({spots}: UiState, before: UiState) => {
    if (spots === before.spots) return;
    for (const [id, spot] of Object.entries(spots)) {
      const old = before.spots[id];
      if (old?.item === spot.item && old.edits === spot.edits && old.lost === spot.lost) continue;
      const walk = walkOf(cockpit, id);
      if (walk !== undefined && walk.closedAt === undefined) keeper.keep(id, keptOf(cockpit, spot, walk));
    }
  });
}

/** Takes up where the operator was before a restart, then goes on. */
export function restoreSpot(cockpit: Cockpit, id: string, then: () => void): void {
  const keeper = cockpit.desk?.spots;
  if (keeper === undefined || cockpit.ui.getState().spots[id] !== undefined) {
    then();
    return;
  }
  void keeper.find(id).then(kept => {
    const {spots} = cockpit.ui.getState();
    if (kept !== undefined && spots[id] === undefined)
      cockpit.ui.setState({spots: {...spots, [id]: spotOf(kept, walkOf(cockpit, id))}});
    then();
  });
}

/** Where the walk has gone on since, without this cockpit, it is looked at where it is now. */
function spotOf({item, was, at, edits, lost}: KeptSpot, walk: Walk | undefined): Spot {
  return {...(walk?.at === at ? {item, was} : {item: ''}), values: [], edits, lost};
}

function keptOf({ui}: Cockpit, {item, edits, lost = []}: Spot, {file, document, at}: Walk): KeptSpot {
  return {item, was: itemWas(itemsIn(ui.getState().books.get(file), document), item), edits, lost, at};
}

function walkOf(cockpit: Cockpit, id: string): Walk | undefined {
  return cockpit.engine.store.getState().shift.walks.get(id);
}
