import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {metricsPane} from './rows.js';

export function MetricsView({height}: ViewProps) {
  return <PaneView pane={metricsPane} height={height} />;
}
