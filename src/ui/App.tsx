import {Box} from 'ink';
import {useCallback, useEffect} from 'react';
import {sameLines, useCockpit, useScene} from './components/cockpit-context.js';
import {Lines} from './components/Lines.js';
import {bottomLines} from './frame/bottom.js';
import {smallLines} from './frame/small.js';
import {topLines} from './frame/top.js';
import {isTooSmall} from './layout.js';
import type {Scene} from './scene.js';
import {front} from './ui-store.js';
import {VIEWS} from './views/index.js';

/** The whole screen: top line, the view in front, what was said, the keys. */
export function App() {
  const small = useScene(isTooSmall);
  useDrawnGeneration();
  return small ? <SmallScreen /> : <FullScreen />;
}

function FullScreen() {
  const cockpit = useCockpit();
  const top = useScene(topLines, sameLines);
  const bottom = useScene(
    useCallback((scene: Scene) => bottomLines(scene, cockpit), [cockpit]),
    sameLines,
  );
  const view = useScene(scene => front(scene.ui).view);
  const rows = useScene(scene => scene.rows);
  const columns = useScene(scene => scene.columns);
  const View = VIEWS[view];
  const height = Math.max(1, rows - top.length - bottom.length);
  // Twice as wide as the screen, so that a line whose width is measured differently is never folded into two.
  return (
    <Box flexDirection="column" width={columns * 2} flexShrink={0}>
      <Lines lines={top} />
      <Box flexDirection="column" height={height} flexShrink={0}>
        <View height={height} />
      </Box>
      <Lines lines={bottom} />
    </Box>
  );
}

function SmallScreen() {
  const lines = useScene(smallLines, sameLines);
  const columns = useScene(scene => scene.columns);
  return (
    <Box flexDirection="column" width={columns * 2} flexShrink={0}>
      <Lines lines={lines} />
    </Box>
  );
}

/** Tells the keyboard which question has been drawn: older keys never answer it. */
function useDrawnGeneration(): void {
  const cockpit = useCockpit();
  const generation = useScene(scene => scene.ui.generation);
  useEffect(() => cockpit.drew(generation), [cockpit, generation]);
}
