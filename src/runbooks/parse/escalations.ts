import type {Escalation} from '../../core/runbook/document.js';
import {plainText} from '../../lib/plain-text.js';
import {linesOf, type SourceLine} from '../markdown/source-lines.js';
import {type Entry, entriesOf} from './escalation-entries.js';
import {severitiesIn} from './escalation-severity.js';
import {calledIn, deadlineIn, personIn} from './escalation-words.js';
import type {Outlined} from './sections.js';

/** A person, a team or a handle fits in that. */
const LONGEST = 120;
/** Where a deadline is set and nobody is named. */
const NEXT = 'the next level';

/** What the escalation sections of a document say: who is to be called, and after how long. */
export function escalationsOf(sections: readonly Outlined[], lines: readonly SourceLine[]): readonly Escalation[] {
  const entries = sections
    .filter(({role}) => role === 'escalate')
    .flatMap(section => {
      const own = [headingOf(section), ...entriesOf(section.nodes)].filter(entry => entry !== undefined);
      return own.map(entry => ({entry, severities: severitiesOf(entry, section)}));
    });
  const said = entries.map(({entry, severities}) => ({entry, severities, after: afterOf(entry), to: toOf(entry)}));
  const known = said.find(({to, after}) => to !== undefined && after === undefined)?.to ?? NEXT;
  return said.flatMap(({entry, severities, after, to}) => {
    if (to === undefined && after === undefined) return [];
    return [
      {
        ...(after === undefined ? {} : {after}),
        to: plainText(to ?? known, {maxLength: LONGEST}),
        text: entry.text,
        lines: linesOf(lines, entry),
        ...(severities.length === 0 ? {} : {severities}),
      },
    ];
  });
}

/** `### Level 2: database team (15 minutes)`; a heading that says nothing of when heads what follows, and is no entry. */
function headingOf({title, from}: Outlined): Entry | undefined {
  return deadlineIn(title) === undefined ? undefined : {text: title, from, to: from + 1};
}

/** Those that it names itself, else those of what it stands below. */
function severitiesOf({text, lead = ''}: Entry, {title}: Outlined): readonly string[] {
  return [text, lead, title].map(severitiesIn).find(({length}) => length > 0) ?? [];
}

function afterOf({text, lead}: Entry): number | undefined {
  return (deadlineIn(text) ?? (lead === undefined || personIn(text) === undefined ? undefined : deadlineIn(lead)))?.ms;
}

/** Below a lead that names somebody, an item says why or when, unless it names somebody itself. */
function toOf({text, who, lead = ''}: Entry): string | undefined {
  const above = calledIn(lead);
  if (above === undefined) return who ?? personIn(text);
  return who ?? calledIn(text) ?? (deadlineIn(text) === undefined ? undefined : above);
}
