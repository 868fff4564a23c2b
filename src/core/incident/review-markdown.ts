import {code, escaped, table} from '../handoff/markdown-text.js';
import {wasAskedByHand} from '../shift/who.js';
import {hhmmZ, rfc3339} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import {UNKNOWN} from './drafts.js';
import {holderOf} from './incident.js';
import type {Review} from './review.js';
import {ROLE_NAMES} from './roles.js';

const BLANK = '*to be written*';

/** A review as a Markdown document; the same facts give the same text. */
export function reviewMarkdown(review: Review): string {
  const {incident} = review;
  const parts = [
    head(review),
    section('Summary', [incident.fields.impact === undefined ? BLANK : escaped(incident.fields.impact)]),
    section(
      'Impact',
      review.impact.map(({what, text}) => `- **${what}**: ${escaped(text)}`),
    ),
    section('Timeline', timelineTable(review)),
    section(
      'Phases',
      table(
        ['phase', 'took'],
        review.phases.map(({what, took}) => [what, brief(took)]),
      ),
    ),
    section('Detection', [
      `How it was noticed: ${DETECTED[incident.detected]}.`,
      '',
      `What would have told us sooner: ${BLANK}`,
    ]),
    section('Response', [`- Who did what, and what helped or was in the way: ${BLANK}`]),
    section('Resolution', [`- **Fix**: ${known(incident.fields.fix)}`, ...incident.measures.map(measureText)]),
    section('Root cause', [`**${known(incident.fields.cause)}**`, '', ...whys(incident.title)]),
    section('What went well', bullets(review.wentWell)),
    section('What did not go well', bullets(review.wentBadly)),
    section('Actions', actionsTable(review)),
    section('What we learned', [`- ${BLANK}`]),
    section(
      'Links',
      incident.links.map(({title, url}) => `- ${escaped(title)}: <${encodeURI(url)}>`),
    ),
    'Blameless: what people did made sense with what they knew. Look for what made it possible.',
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

function head({incident, heldBy, writtenBy}: Review): string {
  const {reached, startedAt} = incident;
  const over = reached.resolved;
  return [
    `# Review: ${escaped(incident.title)}`,
    '',
    `- **Incident**: ${code(incident.incident)}, ${incident.severity}`,
    `- **Began**: ${stamp(startedAt)}`,
    `- **Resolved**: ${over === undefined ? 'not yet' : `${stamp(over)}, after ${brief(over - startedAt)}`}`,
    ...incident.roles.map(({role, person}) => `- **${ROLE_NAMES[role]}**: ${escaped(person)}`),
    ...(holderOf(incident, 'commander') === undefined ? [`- **${ROLE_NAMES.commander}**: nobody`] : []),
    `- **Meeting**: by ${stamp(heldBy)}; **written**: by ${stamp(writtenBy)}`,
  ].join('\n');
}

const DETECTED = {
  alert: 'by an alert',
  user: 'users reported it',
  internal: 'somebody of ours reported it',
  security: 'by a security alert',
} as const;

function timelineTable({timeline}: Review): readonly string[] {
  const rows = timeline.map(({on, by, text, pinned}) => [
    stamp(on),
    `${pinned ? '**' : ''}${escaped(text)}${pinned ? '**' : ''}`,
    wasAskedByHand({by}) ? escaped(by) : '',
  ]);
  return rows.length === 0 ? ['Nothing is recorded.'] : table(['time', 'what', 'who'], rows);
}

function actionsTable({actions}: Review): readonly string[] {
  if (actions.length === 0) return [`- [ ] ${BLANK}, with an owner and a day`];
  return table(
    ['action', 'owner', 'due', 'term', 'done'],
    actions.map(({text, owner, due, term, doneAt}) => [
      escaped(text),
      owner === undefined ? BLANK : escaped(owner),
      due === undefined ? BLANK : rfc3339(due).slice(0, 10),
      term ?? '',
      doneAt === undefined ? 'no' : rfc3339(doneAt).slice(0, 10),
    ]),
  );
}

/** Five times why, the first from the title; where they lead nowhere, fewer will do. */
function whys(title: string): readonly string[] {
  return [
    `1. Why did “${escaped(title)}” happen? ${BLANK}`,
    ...[2, 3, 4, 5].map(number => `${number}. Why was that so? ${BLANK}`),
  ];
}

function measureText({text, takenAt, removedAt}: Review['incident']['measures'][number]): string {
  const end = removedAt === undefined ? 'still in place' : `taken back ${stamp(removedAt)}`;
  return `- **Temporary**: ${escaped(text)}, since ${stamp(takenAt)}, ${end}`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.join('\n')}`;
}

function bullets(lines: readonly string[]): readonly string[] {
  return [...lines.map(line => `- ${escaped(line)}`), `- ${BLANK}`];
}

function known(text: string | undefined): string {
  return text === undefined || text === UNKNOWN ? BLANK : escaped(text);
}

function stamp(ms: number): string {
  return `${rfc3339(ms).slice(0, 10)} ${hhmmZ(ms)}`;
}
