import {Box} from 'ink';
import {sameLines, useScene} from '../../components/cockpit-context.js';
import {Lines} from '../../components/Lines.js';
import {type StillRow, StillTable} from '../../components/StillTable.js';
import {withOverlay} from '../../frame/body.js';
import type {ViewProps} from '../view.js';
import {sourceNotes, sourcesTitle} from './rows.js';
import {sourceRows} from './table.js';

/** How each source is, member by member, and what helps where one is not well. A question takes the notes' place. */
export function SourcesView({height}: ViewProps) {
  const rows = useScene(sourceRows, sameRows);
  const title = useScene(scene => [sourcesTitle(scene)], sameLines);
  const shown = rows.slice(0, Math.max(1, Math.floor(height / 2)));
  const notes = useScene(
    scene => withOverlay(scene, {lines: sourceNotes(scene)}, Math.max(0, height - shown.length - 2)),
    sameLines,
  );
  return (
    <>
      <Lines lines={title} />
      <Box flexDirection="column" flexShrink={0}>
        <StillTable rows={shown} />
      </Box>
      <Lines lines={notes} />
    </>
  );
}

function sameRows(a: readonly StillRow[], b: readonly StillRow[]): boolean {
  return a.length === b.length && a.every((row, index) => JSON.stringify(row) === JSON.stringify(b[index]));
}
