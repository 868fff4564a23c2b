import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {shiftPane} from './rows.js';

export function ShiftView({height}: ViewProps) {
  return <PaneView pane={shiftPane} height={height} />;
}
