import {DECISION_AIDS, type DecisionAid, PHASES} from '../../core/incident/aids.js';
import type {Incident} from '../../core/incident/incident.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {CommandSpec, Result} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {askIncident, INCIDENT_ARGUMENT} from '../incident-work.js';
import {namedIncident} from '../named-incident.js';
import {withToldOfLog} from '../told-of-log.js';

export const incidentQuestions: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT],
  flags: [
    {name: 'answer', value: 'AID/QUESTION=y|n', help: 'answer a question of a decision aid; the answer is recorded'},
  ],
  details:
    'Shows the questions that lead through an incident, phase by phase, with what is known, and the decision aids: how bad is it, is it an incident, do you need somebody, what now.',
  examples: ['wk incident questions 7kqx', 'wk incident questions 7kqx --answer severity/down=n'],
  async run(args, context): Promise<Result> {
    const answer = args.text('answer');
    if (answer !== undefined) {
      const {aid, question, key} = parsed(answer);
      return askIncident(args, context, ({incident}) => ({
        command: {type: 'answer-aid', incident, aid: aid.id, question: question.ask, answer: key.say},
        would: `record ${key.say}`,
      }));
    }
    const config = await context.loadConfig(args.globals);
    const incident = namedIncident(args.words[0] ?? '', await context.readState(config));
    const result: Result = {
      data: {
        json: () => ({phases: PHASES, aids: DECISION_AIDS, fields: incident.fields, answers: incident.answers}),
        text: () => [
          ...PHASES.flatMap(phase => phaseLines(phase, incident)),
          ...DECISION_AIDS.flatMap(aid => aidLines(aid, incident)),
        ],
        prose: true,
      },
    };
    return withToldOfLog(result, {config, context});
  },
};

function phaseLines({title, steps, questions}: (typeof PHASES)[number], {fields}: Incident): readonly string[] {
  return [
    title,
    ...steps.map(step => `  - ${step}`),
    ...questions.map(({ask, field}) => `  ${ask} ${fields[field] ?? `(not known; ${field}=...)`}`),
    '',
  ];
}

function aidLines({id, title, questions}: DecisionAid, {answers}: Incident): readonly string[] {
  const given = (ask: string) => answers.find(one => one.aid === id && one.question === ask)?.answer;
  return [title, ...questions.map(({id: name, ask}) => `  ${ask} ${given(ask) ?? `(${id}/${name})`}`), ''];
}

function parsed(answer: string) {
  const [, name, of, word] = /^([a-z]+)\/([a-z]+)=(\w+)$/.exec(answer) ?? [];
  const aid = DECISION_AIDS.find(({id}) => id === name);
  const question = aid?.questions.find(({id}) => id === of);
  const key = question?.answers.find(one => one.key === word || one.say === word);
  if (aid === undefined || question === undefined || key === undefined) {
    throw new OperatorError(`--answer ${answer} answers no question.`, {
      hint: 'Write AID/QUESTION=y or =n, as `wk incident questions` shows them.',
      exitCode: EXIT.usage,
    });
  }
  return {aid, question, key};
}
