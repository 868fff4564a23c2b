import {describe, expect, test} from 'vitest';
import {DEFAULT_INCIDENTS} from '../../src/core/incident/defaults.js';
import {DRAFT_TEMPLATES} from '../../src/core/incident/draft-templates.js';
import {draftValues} from '../../src/core/incident/drafts.js';
import type {Audience, DraftKind, IncidentStatus} from '../../src/core/incident/incident.js';
import {timelineOf} from '../../src/core/incident/timeline.js';
import {createMessages} from '../../src/messages/create-messages.js';
import {NIGHT, story} from '../support/given.js';

const MINUTE = 60_000;

/** A draft of an incident of which nobody has said anything, at a status. */
function blank(
  draft: DraftKind,
  {audience = 'room', status}: {readonly audience?: Audience; readonly status: IncidentStatus},
) {
  const told = story({});
  told.when({type: 'declare-incident', title: 'checkout is down', severity: 'P1', alerts: []});
  const [id = ''] = told.state().shift.incidents.keys();
  if (status !== 'detected') told.when({type: 'set-incident-status', incident: id, status}, NIGHT + 5 * MINUTE);
  const incident = told.state().shift.incidents.get(id);
  if (incident === undefined) throw new Error('no incident was declared');
  const timeline = timelineOf(incident, []);
  const now = NIGHT + 25 * MINUTE;
  const values = draftValues(incident, {settings: DEFAULT_INCIDENTS, timeline, audience, now});
  const {text, trouble} = createMessages(DRAFT_TEMPLATES).write(draft, values);
  expect(trouble).toBeUndefined();
  return text;
}

const WHEN = /^2026-11-20 03:\d\d UTC/;
const UNKNOWN = /unknown/;

/** The fields that incident practice wants in a message, as they are called here, with what is in each. */
const FIELDS: readonly (readonly [DraftKind, IncidentStatus, Readonly<Record<string, RegExp>>])[] = [
  [
    'declaration',
    'detected',
    {
      Incident: /^INC-/,
      Severity: /^P1$/,
      Status: /^detected$/,
      Impact: UNKNOWN,
      Started: WHEN,
      'Incident commander': /^ana$/,
      'Technical lead': UNKNOWN,
      'Communications lead': UNKNOWN,
      Scribe: UNKNOWN,
      'Users affected': UNKNOWN,
      Services: UNKNOWN,
      'Current situation': UNKNOWN,
      'First idea of the cause': UNKNOWN,
      'Actions taken': /^- unknown/,
      'Next steps': UNKNOWN,
      'Next update': WHEN,
      Room: UNKNOWN,
    },
  ],
  [
    'update',
    'identified',
    {
      Incident: /^INC-/,
      Severity: /^P1$/,
      Status: /^detected → identified$/,
      Started: WHEN,
      Duration: /^25m$/,
      Impact: UNKNOWN,
      'Users affected': UNKNOWN,
      'Revenue impact': UNKNOWN,
      Services: UNKNOWN,
      'Incident commander': /^ana$/,
      Cause: UNKNOWN,
      'Actions taken': /^- unknown/,
      'Current situation': UNKNOWN,
      'Expected to be over': UNKNOWN,
      'Next update': WHEN,
    },
  ],
  [
    'resolution',
    'resolved',
    {
      Severity: /^P1$/,
      Status: /^resolved$/,
      Resolved: WHEN,
      Duration: /^5m, from 2026/,
      Impact: UNKNOWN,
      'Incident commander': /^ana$/,
      Cause: UNKNOWN,
      Fix: UNKNOWN,
      Prevention: UNKNOWN,
      '- duration': /^5m$/,
      '- users affected': UNKNOWN,
      '- failed requests': UNKNOWN,
      '- revenue impact': UNKNOWN,
      Review: /^unknown, within 48 hours$/,
      Tickets: /^- unknown/,
      'Runbooks brought up to date': UNKNOWN,
      'Follow-up': UNKNOWN,
      Room: UNKNOWN,
      'Thanks to': /^ana$/,
    },
  ],
  [
    'escalation',
    'investigating',
    {
      Incident: /^INC-/,
      Severity: /^P1$/,
      Started: WHEN,
      Impact: UNKNOWN,
      Tried: /^- unknown/,
      'Current state': UNKNOWN,
      Errors: UNKNOWN,
      Logs: UNKNOWN,
      Links: /^- unknown/,
      Needed: UNKNOWN,
    },
  ],
  [
    'support',
    'investigating',
    {
      Severity: /^P1$/,
      Status: /^investigating$/,
      Started: WHEN,
      'What customers notice': UNKNOWN,
      Who: UNKNOWN,
      'What they can do meanwhile': UNKNOWN,
      'What to say': UNKNOWN,
      'Next word from us': /^when the status changes$/,
    },
  ],
  ...(['investigating', 'identified'] as const).map(
    status =>
      [
        'status-page',
        status,
        {
          Status: new RegExp(status),
          Started: WHEN,
          'Expected to be over': UNKNOWN,
          Workaround: UNKNOWN,
          'Next update': WHEN,
          Questions: UNKNOWN,
        },
      ] as const,
  ),
  [
    'status-page',
    'resolved',
    {
      Started: WHEN,
      Lasted: /^5m$/,
      Cause: UNKNOWN,
      'What we did': UNKNOWN,
      Prevention: UNKNOWN,
      Workaround: UNKNOWN,
      Questions: UNKNOWN,
    },
  ],
];

describe('a draft of what nobody has said anything about', () => {
  test.each(FIELDS)('%s, %s, has every field, and says unknown', (draft, status, fields) => {
    const audience = draft === 'status-page' || draft === 'support' ? draft : 'room';
    const lines = blank(draft, {audience, status}).split('\n');
    for (const [name, value] of Object.entries(fields)) {
      const at = lines.findIndex(line => line.startsWith(`${name}:`));
      const [, said] = /^[^:]*: ?(.*)$/.exec(lines[at] ?? '') ?? [];
      // What is a list stands below its name.
      expect({name, said: said === '' ? lines[at + 1] : said}).toEqual({name, said: expect.stringMatching(value)});
    }
  });

  test('for support says after the end that no word follows, and not that it is unknown', () => {
    expect(blank('support', {audience: 'support', status: 'resolved'})).toContain(
      'Next word from us: none, it is over',
    );
  });
});
