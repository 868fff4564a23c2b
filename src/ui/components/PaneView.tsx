import {useCallback} from 'react';
import {withOverlay} from '../frame/body.js';
import type {Pane, Scene} from '../scene.js';
import {sameLines, useScene} from './cockpit-context.js';
import {Lines} from './Lines.js';

interface PaneViewProps {
  readonly pane: (scene: Scene, height: number) => Pane;
  readonly height: number;
}

/** A view that is lines only: drawn again when one of them differs. */
export function PaneView({pane, height}: PaneViewProps) {
  const select = useCallback((scene: Scene) => withOverlay(scene, pane(scene, height), height), [pane, height]);
  const lines = useScene(select, sameLines);
  return <Lines lines={lines} />;
}
