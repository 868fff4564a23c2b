import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {escalatePane} from './rows.js';

export function EscalateView({height}: ViewProps) {
  return <PaneView pane={escalatePane} height={height} />;
}
