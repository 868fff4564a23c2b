import type {ViewId} from '../ui-store.js';
import {AcceptView} from './accept/AcceptView.js';
import {AlertView} from './alert/AlertView.js';
import {BoardView} from './board/BoardView.js';
import {ContactsView} from './contacts/ContactsView.js';
import {DeliveriesView} from './deliveries/DeliveriesView.js';
import {EscalateView} from './escalate/EscalateView.js';
import {HandoffView} from './handoff/HandoffView.js';
import {HelpView} from './help/HelpView.js';
import {IncidentsView, IncidentView} from './incident/IncidentView.js';
import {LogView} from './log/LogView.js';
import {MetricsView} from './metrics/MetricsView.js';
import {RunbookView} from './runbook/RunbookView.js';
import {ShiftView} from './shift/ShiftView.js';
import {SilencesView} from './silences/SilencesView.js';
import {SourcesView} from './sources/SourcesView.js';
import type {View} from './view.js';

/** What draws each view; a view without an entry does not compile. */
export const VIEWS: Readonly<Record<ViewId, View>> = {
  board: BoardView,
  alert: AlertView,
  escalate: EscalateView,
  silences: SilencesView,
  log: LogView,
  sources: SourcesView,
  runbook: RunbookView,
  incidents: IncidentsView,
  incident: IncidentView,
  handoff: HandoffView,
  accept: AcceptView,
  shift: ShiftView,
  metrics: MetricsView,
  deliveries: DeliveriesView,
  contacts: ContactsView,
  help: HelpView,
};
