import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {incidentsPane} from './list.js';
import {incidentPane} from './rows.js';

export function IncidentView({height}: ViewProps) {
  return <PaneView pane={incidentPane} height={height} />;
}

export function IncidentsView({height}: ViewProps) {
  return <PaneView pane={incidentsPane} height={height} />;
}
