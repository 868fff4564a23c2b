import {Box} from 'ink';
import {useCallback} from 'react';
import {sameLines, useScene} from '../../components/cockpit-context.js';
import {Lines} from '../../components/Lines.js';
import {type StillRow, StillTable} from '../../components/StillTable.js';
import {withOverlay} from '../../frame/body.js';
import type {Scene} from '../../scene.js';
import type {ViewProps} from '../view.js';
import {contactRows, contactsTitle, nobodyText, shownContacts} from './rows.js';

/** Title and headings. */
const AROUND = 2;

/** Who can be called, what they know about, and how. A question takes the table's place. */
export function ContactsView({height}: ViewProps) {
  const title = useScene(scene => [contactsTitle(scene)], sameLines);
  const select = useCallback((scene: Scene) => rowsInSight(scene, height - AROUND), [height]);
  const rows = useScene(select, sameRows);
  const asked = useScene(
    useCallback((scene: Scene) => questionLines(scene, height - 1), [height]),
    sameLines,
  );
  return (
    <>
      <Lines lines={title} />
      {asked.length > 0 ? (
        <Lines lines={asked} />
      ) : (
        <Box flexDirection="column" flexShrink={0} height={Math.max(1, height - 1)}>
          <StillTable rows={rows} />
        </Box>
      )}
    </>
  );
}

function rowsInSight(scene: Scene, height: number): readonly StillRow[] {
  const contacts = shownContacts(scene);
  const room = Math.max(1, height);
  const top = Math.max(0, Math.min(scene.ui.tops.contacts ?? 0, contacts.length - room));
  return contactRows(scene, contacts).slice(top, top + room);
}

/** What stands there instead of the table: a question, or that there is nobody. */
function questionLines(scene: Scene, height: number): readonly string[] {
  const isEmpty = shownContacts(scene).length === 0;
  const said = isEmpty ? [nobodyText(scene)] : [];
  const isAsked = scene.ui.overlay !== undefined && scene.ui.overlay.kind !== 'filter';
  if (!isEmpty && !isAsked) return [];
  return withOverlay(scene, {lines: said}, Math.max(1, height));
}

function sameRows(a: readonly StillRow[], b: readonly StillRow[]): boolean {
  return a.length === b.length && a.every((row, index) => JSON.stringify(row) === JSON.stringify(b[index]));
}
