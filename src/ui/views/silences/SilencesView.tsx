import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {silencesPane} from './rows.js';

export function SilencesView({height}: ViewProps) {
  return <PaneView pane={silencesPane} height={height} />;
}
