import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {acceptPane} from './rows.js';

export function AcceptView({height}: ViewProps) {
  return <PaneView pane={acceptPane} height={height} />;
}
