import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {runbookPane} from './rows.js';

export function RunbookView({height}: ViewProps) {
  return <PaneView pane={runbookPane} height={height} />;
}
