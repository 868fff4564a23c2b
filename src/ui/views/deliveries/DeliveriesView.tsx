import {PaneView} from '../../components/PaneView.js';
import type {ViewProps} from '../view.js';
import {deliveriesPane} from './rows.js';

export function DeliveriesView({height}: ViewProps) {
  return <PaneView pane={deliveriesPane} height={height} />;
}
