import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {helpPane} from './rows.js';

export function HelpView({height}: ViewProps) {
  return <PaneView pane={helpPane} height={height} />;
}
