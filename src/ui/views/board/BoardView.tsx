import {useEffect} from 'react';
import {boardOf} from '../../board-model.js';
import {useCockpit, useScene} from '../../components/cockpit-context.js';
import {PaneView} from '../../components/PaneView.js';
import {drewBoard} from '../../shown-board.js';
import type {ViewProps} from '../view.js';
import {boardPane} from './rows.js';

export function BoardView({height}: ViewProps) {
  useShownBoard();
  return <PaneView pane={boardPane} height={height} />;
}

/** Tells the keyboard which board has been drawn: keys mean that one. */
function useShownBoard(): void {
  const cockpit = useCockpit();
  const board = useScene(boardOf);
  useEffect(() => drewBoard(cockpit, board), [cockpit, board]);
}
