import type {Handoff} from '../../../core/handoff/handoff.js';
import {spansToFill} from '../../../core/handoff/unwatched.js';
import type {Cockpit} from '../../cockpit.js';
import {without} from '../../ui-store.js';

/** Asks what fired while no cockpit was open, once for the same times; with the answer the draft is drawn again. */
export function fillGaps({ui, watchDesk}: Cockpit, handoff: Handoff): void {
  const spans = spansToFill(handoff);
  const asked = JSON.stringify(spans);
  if (spans.length === 0 || watchDesk === undefined || ui.getState().meanwhile?.asked === asked) return;
  ui.setState({meanwhile: {asked, answers: []}});
  watchDesk.meanwhile(spans).then(
    answers => {
      if (answers.length === 0 || ui.getState().meanwhile?.asked !== asked) return;
      ui.setState(before => ({...without(before, 'draft'), meanwhile: {asked, answers}}), true);
    },
    // What is wrong with the configuration is said where it is checked; the draft says that nobody was asked.
    () => undefined,
  );
}
