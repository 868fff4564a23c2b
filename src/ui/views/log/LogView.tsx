import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {logPane} from './rows.js';

export function LogView({height}: ViewProps) {
  return <PaneView pane={logPane} height={height} />;
}
