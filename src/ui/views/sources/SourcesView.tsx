import {Box} from 'ink';
import {sameLines, useScene} from '../../components/cockpit-context.js';
import {Lines} from '../../components/Lines.js';
import {type StillRow, StillTable} from '../../components/StillTable.js';
import {withOverlay} from '../../frame/body.js';
import type {ViewProps} from '../view.js';
import {sourceNotes, sourcesTitle, sourceTroubles} from './rows.js';
import {sourceRows} from './table.js';

/**
 * What is wrong and what helps, then how each source is, member by member, as far as there is room. A question takes the
 * place of all that is said.
 */
export function SourcesView({height}: ViewProps) {
  const all = useScene(sourceRows, sameRows);
  const title = useScene(scene => [sourcesTitle(scene)], sameLines);
  const wrong = useScene(
    scene => (scene.ui.overlay === undefined ? sourceTroubles(scene).slice(0, height - 1) : []),
    sameLines,
  );
  const left = Math.max(0, height - 1 - wrong.length);
  const rows = all.slice(0, Math.max(0, Math.min(Math.max(1, Math.floor(height / 2)), left - 1)));
  const tall = rows.length === 0 ? 0 : rows.length + 1;
  const notes = useScene(scene => withOverlay(scene, {lines: sourceNotes(scene)}, left - tall), sameLines);
  return (
    <>
      <Lines lines={title} />
      <Lines lines={wrong} />
      {rows.length === 0 && all.length > 0 ? null : (
        <Box flexDirection="column" flexShrink={0}>
          <StillTable rows={rows} />
        </Box>
      )}
      <Lines lines={notes} />
    </>
  );
}

function sameRows(a: readonly StillRow[], b: readonly StillRow[]): boolean {
  return a.length === b.length && a.every((row, index) => JSON.stringify(row) === JSON.stringify(b[index]));
}
