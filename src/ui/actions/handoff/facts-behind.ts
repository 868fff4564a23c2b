import {counted} from '../../../core/counted.js';
import {plainLine} from '../../../core/handoff/plain.js';
import type {Statement} from '../../../core/handoff/trace.js';
import {sentence} from '../../../core/shift/sentence.js';
import {hhmmss} from '../../../core/time/clock-text.js';
import type {Cockpit} from '../../cockpit.js';
import {naming} from '../../naming.js';
import type {DrawnDraft} from '../../ui-store.js';
import {open} from '../navigate.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

/** Shows the facts that the statement around a line is drawn from. */
export function showFactsBehind(cockpit: Cockpit, line: number): void {
  const {draft} = cockpit.ui.getState();
  const found = draft === undefined ? undefined : statementAt(draft, line);
  if (found === undefined) {
    say(cockpit, 'This line is of no single statement: it stands for the whole section.');
    return;
  }
  const {watch} = cockpit.scenes.getState();
  const names = naming(watch);
  const {facts, observed, text} = found;
  ask(cockpit, {
    kind: 'confirm',
    title: `${counted(facts.length, 'fact')} behind it; open the log?`,
    lines: [
      {text, tone: 'strong'},
      ...facts.map(fact => ({
        text: `${hhmmss(Date.parse(fact.at), watch.settings.ui.timeZone)} ${sentence(fact, names)} (${fact.origin}:${fact.seq})`,
      })),
      ...(observed ? [{text: 'And what its source showed when it was looked at.', tone: 'muted' as const}] : []),
      ...(facts.length === 0 && !observed ? [{text: 'Nothing in the log.', tone: 'warning' as const}] : []),
    ],
    yes: 'open the log',
    act: () => open(cockpit, {view: 'log'}),
  });
}

/** The statement that a line is of: that of the line itself, or of the nearest one above in its section. */
function statementAt({markdown, trace}: DrawnDraft, line: number): Statement | undefined {
  const lines = markdown.split('\n').map(plainLine);
  const section = sectionOf(lines, line);
  const own = trace().filter(one => one.section === section);
  for (let at = line; at >= 0 && lines[at]?.kind !== 'heading'; at--) {
    const text = lines[at]?.text ?? '';
    const found = text === '' ? undefined : own.find(one => text.includes(one.text));
    if (found !== undefined) return found;
  }
  return own.length === 1 ? own[0] : undefined;
}

/** The heading above a line, without its count. */
function sectionOf(lines: readonly ReturnType<typeof plainLine>[], line: number): string {
  const heading = lines.slice(0, line + 1).findLast(one => one?.kind === 'heading');
  return heading?.text.replace(/ \(\d+\)$/, '') ?? '';
}
