import type {StillRow} from '../components/StillTable.js';
import type {Pane, Scene} from '../scene.js';
import type {ViewId} from '../ui-store.js';
import {acceptPane} from '../views/accept/rows.js';
import {alertPane} from '../views/alert/rows.js';
import {boardPane} from '../views/board/rows.js';
import {contactRows, contactsTitle, nobodyText, shownContacts} from '../views/contacts/rows.js';
import {deliveriesPane} from '../views/deliveries/rows.js';
import {escalatePane} from '../views/escalate/rows.js';
import {handoffPane} from '../views/handoff/rows.js';
import {helpPane} from '../views/help/rows.js';
import {incidentsPane} from '../views/incident/list.js';
import {incidentPane} from '../views/incident/rows.js';
import {logPane} from '../views/log/rows.js';
import {metricsPane} from '../views/metrics/rows.js';
import {runbookPane} from '../views/runbook/rows.js';
import {shiftPane} from '../views/shift/rows.js';
import {silencesPane} from '../views/silences/rows.js';
import {sourceNotes, sourcesTitle, sourceTroubles} from '../views/sources/rows.js';
import {sourceRows} from '../views/sources/table.js';

/** Every view as lines, without what draws it; a view without an entry does not compile. */
export const PANES: Readonly<Record<ViewId, (scene: Scene, height: number) => Pane>> = {
  board: boardPane,
  alert: alertPane,
  escalate: escalatePane,
  silences: silencesPane,
  log: logPane,
  sources: scene => ({
    lines: [sourcesTitle(scene), ...sourceTroubles(scene), ...tableLines(sourceRows(scene)), ...sourceNotes(scene)],
  }),
  runbook: runbookPane,
  incidents: incidentsPane,
  incident: incidentPane,
  handoff: handoffPane,
  accept: acceptPane,
  shift: shiftPane,
  metrics: metricsPane,
  deliveries: deliveriesPane,
  contacts: contactsPane,
  help: helpPane,
};

function contactsPane(scene: Scene, height: number): Pane {
  const contacts = shownContacts(scene);
  const top = Math.min(scene.ui.tops.contacts ?? 0, Math.max(0, contacts.length - 1));
  const rows = contactRows(scene, contacts).slice(top, top + height - 1);
  return {lines: [contactsTitle(scene), ...(rows.length === 0 ? [nobodyText(scene)] : tableLines(rows))]};
}

/** A table has a name for each column: told with its words, nobody has to count columns. */
function tableLines(rows: readonly StillRow[]): readonly string[] {
  return rows.map(row =>
    Object.entries(row)
      .filter(([, text]) => text.trim() !== '')
      .map(([name, text], index) => (index === 0 ? text : `${name} ${text}`))
      .join('  '),
  );
}
