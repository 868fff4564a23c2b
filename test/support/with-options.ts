import {documentOf} from '../runbooks/reading.js';
import {type FakeDesk, fakeDesk} from './fake-desk.js';

/** A desk whose runbook has three ways to mend it, one of which is taken. */
export function deskWithOptions(): FakeDesk {
  const desk = fakeDesk();
  const {sections} = documentOf(`
# Disk filling up

## Resolution

### Option 1: Rollback
'''sh
show rollback
'''

### Option 2: Scale
'''sh
show scale
'''

### Option 3: Restart
'''sh
show restart
'''

## Verification
'''sh
show verify
'''
`);
  desk.document = {...desk.document, sections};
  return desk;
}
