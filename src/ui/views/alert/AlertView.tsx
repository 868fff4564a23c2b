import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {alertPane} from './rows.js';

export function AlertView({height}: ViewProps) {
  return <PaneView pane={alertPane} height={height} />;
}
