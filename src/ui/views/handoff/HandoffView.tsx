import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {handoffPane} from './rows.js';

export function HandoffView({height}: ViewProps) {
  return <PaneView pane={handoffPane} height={height} />;
}
