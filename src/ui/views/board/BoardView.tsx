import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {boardPane} from './rows.js';

export function BoardView({height}: ViewProps) {
  return <PaneView pane={boardPane} height={height} />;
}
