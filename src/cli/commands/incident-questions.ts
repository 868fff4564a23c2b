import type {DecisionAid, Phase} from '../../core/incident/aid-schema.js';
import {DECISION_AIDS, PHASES} from '../../core/incident/aids.js';
import type {Incident} from '../../core/incident/incident.js';
import {type AidWord, aidWord, ledTo} from '../aid-words.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {askIncident, INCIDENT_ARGUMENT} from '../incident-work.js';
import {namedIncident} from '../named-incident.js';
import {withToldOfLog} from '../told-of-log.js';

type Known = Pick<Incident, 'fields' | 'answers'>;

export const incidentQuestions: CommandSpec = {
  arguments: [
    {...INCIDENT_ARGUMENT, help: 'an incident, or the end of its id; none before one is declared', optional: true},
  ],
  flags: [
    {
      name: 'answer',
      value: 'AID/QUESTION=y|n',
      help: 'answer a question of a decision aid, and see what it leads to; recorded with an incident',
    },
  ],
  details:
    'Shows the questions that lead through an incident, phase by phase, with what is known, and the decision aids: how bad is it, is it an incident, do you need somebody, what now. Without an incident nothing is recorded: `wk incident declare --answer` takes the answers.',
  examples: [
    'wk incident questions --answer declare/unsure=y',
    'wk incident questions 7kqx',
    'wk incident questions 7kqx --answer severity/down=n',
  ],
  async run(args, context): Promise<Result> {
    const answer = args.text('answer');
    const [id] = args.words;
    if (answer !== undefined) {
      const word = aidWord(answer);
      return id === undefined ? toldOnly(word) : recorded(word, args, context);
    }
    const config = await context.loadConfig(args.globals);
    const read = {config, context};
    if (id === undefined) return withToldOfLog(shown({fields: {}, answers: []}), {}, read);
    const state = await context.readState(config);
    return withToldOfLog(shown(namedIncident(id, state)), state, read);
  },
};

function shown(known: Known): Result {
  return {
    data: {
      json: () => ({phases: PHASES, aids: DECISION_AIDS, fields: known.fields, answers: known.answers}),
      text: () => [
        ...PHASES.flatMap(phase => phaseLines(phase, known)),
        ...DECISION_AIDS.flatMap(aid => aidLines(aid, known)),
      ],
      prose: true,
    },
  };
}

/** Before there is an incident an answer only leads on. */
function toldOnly(word: AidWord): Result {
  return {data: {json: () => leadsJson(word), text: () => ledTo(word, undefined), prose: true}};
}

async function recorded(word: AidWord, args: Args, context: CommandContext): Promise<Result> {
  let incident = '';
  const {data, ...result} = await askIncident(args, context, known => {
    ({incident} = known);
    return {command: {type: 'answer-aid', incident, ...word.answer}, would: `record ${word.answer.answer}`};
  });
  if (data === undefined) return result;
  return {
    ...result,
    data: {
      json: () => ({...(data.json() as object), ...leadsJson(word)}),
      text: () => ledTo(word, incident),
      prose: true,
    },
  };
}

/** The question that follows, or what the aid came to. */
function leadsJson({of, answer, next, comes}: AidWord): Readonly<Record<string, unknown>> {
  return {
    answered: answer,
    ...(next === undefined ? {} : {next: {answer: `${of.id}/${next.id}`, ask: next.ask}}),
    ...(comes === undefined ? {} : {outcome: comes}),
  };
}

function phaseLines({title, steps, questions}: Phase, {fields}: Known): readonly string[] {
  return [
    title,
    ...steps.map(step => `  - ${step}`),
    ...questions.map(({ask, field}) => `  ${ask} ${fields[field] ?? `(not known; ${field}=...)`}`),
    '',
  ];
}

function aidLines({id, title, questions}: DecisionAid, {answers}: Known): readonly string[] {
  const given = (ask: string) => answers.find(one => one.aid === id && one.question === ask)?.answer;
  return [title, ...questions.map(({id: name, ask}) => `  ${ask} ${given(ask) ?? `(${id}/${name})`}`), ''];
}
