import {type AidOutcome, DECISION_AIDS, type DecisionAid, PHASES} from '../../../core/incident/aids.js';
import type {Incident} from '../../../core/incident/incident.js';
import type {Cockpit} from '../../cockpit.js';
import {field} from '../../input/field.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

/** Asks phase by phase what there is to know; each answer is a field that the drafts read. */
export function askKnown(cockpit: Cockpit, incident: Incident): void {
  ask(cockpit, {
    kind: 'menu',
    title: `what is known of ${incident.incident}`,
    at: 0,
    items: PHASES.map(({title, questions}) => ({
      label: title.split(',')[0] ?? title,
      detail: `${questions.filter(({field: name}) => incident.fields[name] !== undefined).length} of ${questions.length} known`,
      act: () => askField(cockpit, incident, questions),
    })),
  });
}

function askField(
  cockpit: Cockpit,
  {incident, fields}: Incident,
  questions: (typeof PHASES)[number]['questions'],
): void {
  ask(cockpit, {
    kind: 'menu',
    title: 'ask',
    at: Math.max(
      0,
      questions.findIndex(({field: name}) => fields[name] === undefined),
    ),
    items: questions.map(({ask: question, field: name}) => ({
      label: question,
      detail: fields[name] ?? '',
      act: () =>
        ask(cockpit, {
          kind: 'ask',
          title: question,
          name,
          field: field(fields[name] ?? ''),
          draft: `field ${name}`,
          act: text =>
            dispatch(cockpit, {type: 'describe-incident', incident, fields: {[name]: text}}, () =>
              say(cockpit, `${name}: ${text === '' ? 'taken back' : text}`, 'good'),
            ),
        }),
    })),
  });
}

/** Walks a decision aid, one question after another; the answers are recorded, and what it comes to is said. */
export function askAid(cockpit: Cockpit, incident: Incident): void {
  ask(cockpit, {
    kind: 'menu',
    title: 'decide',
    at: 0,
    items: DECISION_AIDS.map(aid => ({
      label: aid.title,
      detail: `${aid.questions.length} questions at most`,
      act: () => askQuestion(cockpit, incident, {aid, question: aid.questions[0]?.id ?? ''}),
    })),
  });
}

function askQuestion(
  cockpit: Cockpit,
  incident: Incident,
  {aid, question: id}: {readonly aid: DecisionAid; readonly question: string},
): void {
  const question = aid.questions.find(one => one.id === id);
  if (question === undefined) return;
  ask(cockpit, {
    kind: 'menu',
    title: question.ask,
    at: 0,
    items: question.answers.map(({say: answer, next, comes}) => ({
      label: answer,
      detail: comes?.say ?? '',
      act: () =>
        dispatch(
          cockpit,
          {type: 'answer-aid', incident: incident.incident, aid: aid.id, question: question.ask, answer},
          () => {
            if (comes !== undefined) follow(cockpit, incident, comes);
            else if (next !== undefined) askQuestion(cockpit, incident, {aid, question: next});
          },
        ),
    })),
  });
}

function follow(cockpit: Cockpit, {incident, severity: before}: Incident, {say: text, severity}: AidOutcome): void {
  if (severity === undefined || severity === before) {
    say(cockpit, text, 'good');
    return;
  }
  ask(cockpit, {
    kind: 'confirm',
    title: `make ${incident} a ${severity}?`,
    lines: [{text}, {text: `It is a ${before} now.`}],
    yes: 'make it so',
    act: () =>
      dispatch(cockpit, {type: 'change-incident-severity', incident, severity, reason: text}, () =>
        say(cockpit, `${incident} is a ${severity}`, 'good'),
      ),
  });
}
