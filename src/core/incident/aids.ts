import type {Severity} from '../alert/severity.js';

/** A question of a decision aid, answered in a word. */
export interface AidQuestion {
  readonly id: string;
  readonly ask: string;
  readonly answers: readonly {
    readonly key: string;
    readonly say: string;
    /** The question that follows; absent where the aid ends. */
    readonly next?: string;
    /** What the aid says then. */
    readonly comes?: AidOutcome;
  }[];
}

export interface AidOutcome {
  readonly say: string;
  readonly severity?: Severity;
  readonly does?: 'declare' | 'escalate' | 'roll-back' | 'fix';
}

/** Short questions that lead to a decision, as the practice of incident response puts them. */
export interface DecisionAid {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly AidQuestion[];
}

/** A question of a phase: what to find out, and the field that takes what was found. */
export interface PhaseQuestion {
  readonly ask: string;
  readonly field: string;
}

export interface Phase {
  readonly id: 'triage' | 'investigation' | 'mitigation' | 'recovery' | 'review';
  readonly title: string;
  /** What is to be done in it. */
  readonly steps: readonly string[];
  readonly questions: readonly PhaseQuestion[];
}

const yesNo = (yes: object, no: object) => [
  {key: 'y', say: 'yes', ...yes},
  {key: 'n', say: 'no', ...no},
];

const severityIs = (severity: Severity) => ({comes: {say: `This is a ${severity}.`, severity}});

/** From the first look to the severity: one question after another, the worst first. */
const SEVERITY: DecisionAid = {
  id: 'severity',
  title: 'How bad is it?',
  questions: [
    {id: 'down', ask: 'Is the service down for everybody?', answers: yesNo(severityIs('P1'), {next: 'data'})},
    {
      id: 'data',
      ask: 'Is data being lost, or is somebody breaking in?',
      answers: yesNo(severityIs('P1'), {next: 'many'}),
    },
    {
      id: 'many',
      ask: 'Can many users not do what matters to them?',
      answers: yesNo(severityIs('P2'), {next: 'workaround'}),
    },
    {id: 'workaround', ask: 'Is there a way around it?', answers: yesNo({next: 'money'}, severityIs('P2'))},
    {id: 'money', ask: 'Does it cost revenue, or touch security?', answers: yesNo(severityIs('P2'), {next: 'few'})},
    {id: 'few', ask: 'Do only a few users notice?', answers: yesNo({next: 'cosmetic'}, severityIs('P3'))},
    {id: 'cosmetic', ask: 'Is it only how something looks?', answers: yesNo(severityIs('P4'), severityIs('P3'))},
  ],
};

const declare = {comes: {say: 'Declare an incident.', does: 'declare'}} as const;

/** Any yes is enough. */
const DECLARE: DecisionAid = {
  id: 'declare',
  title: 'Is it an incident?',
  questions: [
    {
      id: 'unsure',
      ask: 'Are you unsure how to fix it, or do you need help?',
      answers: yesNo(declare, {next: 'impact'}),
    },
    {id: 'impact', ask: 'Do users notice it in numbers?', answers: yesNo(declare, {next: 'long'})},
    {id: 'long', ask: 'Will it take more than 30 minutes?', answers: yesNo(declare, {next: 'several'})},
    {
      id: 'several',
      ask: 'Is more than one system affected?',
      answers: yesNo(declare, {comes: {say: 'No incident yet. Look again in 15 minutes.'}}),
    },
  ],
};

const escalate = (to: string) => ({comes: {say: `Escalate to ${to}.`, does: 'escalate'}}) as const;

const ESCALATE: DecisionAid = {
  id: 'escalate',
  title: 'Do you need somebody?',
  questions: [
    {
      id: 'overwhelmed',
      ask: 'Is it too much for one?',
      answers: yesNo(escalate('the secondary on-call'), {next: 'expertise'}),
    },
    {
      id: 'expertise',
      ask: 'Do you need somebody who knows the system better?',
      answers: yesNo(escalate('an expert, or the secondary on-call'), {next: 'stuck'}),
    },
    {
      id: 'stuck',
      ask: 'No progress for 30 minutes (15 in a P1)?',
      answers: yesNo(escalate('the secondary on-call'), {next: 'hour'}),
    },
    {id: 'hour', ask: 'Is it a P1 that lasts over an hour?', answers: yesNo(escalate('the manager'), {next: 'risk'})},
    {
      id: 'risk',
      ask: 'Is data at risk, or is it about security?',
      answers: yesNo(escalate('the manager, and security'), {next: 'executive'}),
    },
    {
      id: 'executive',
      ask: 'Does somebody above have to decide?',
      answers: yesNo(escalate('the manager'), {comes: {say: 'Go on. Ask again when 30 minutes bring nothing.'}}),
    },
  ],
};

const NEXT: DecisionAid = {
  id: 'next',
  title: 'What now?',
  questions: [
    {
      id: 'clear',
      ask: 'Is it clear what mends it?',
      answers: yesNo({comes: {say: 'Do it, and watch whether it helps.', does: 'fix'}}, {next: 'changed'}),
    },
    {
      id: 'changed',
      ask: 'Was something changed shortly before, that can be taken back quickly?',
      answers: yesNo(
        {comes: {say: 'Take it back, and watch whether it helps.', does: 'roll-back'}},
        {comes: {say: 'It is unclear: declare an incident and get help.', does: 'declare'}},
      ),
    },
  ],
};

export const DECISION_AIDS: readonly DecisionAid[] = [SEVERITY, DECLARE, ESCALATE, NEXT];

/** What to do and to ask in each phase; the first 30 minutes are the first two. */
export const PHASES: readonly Phase[] = [
  {
    id: 'triage',
    title: 'Triage, the first 5 minutes',
    steps: ['Make sure that it is real', 'Ack', 'Judge the severity', 'Declare, with a ticket', 'Page whom you need'],
    questions: [
      {ask: 'What do users notice?', field: 'impact'},
      {ask: 'How many users are affected?', field: 'users'},
      {ask: 'Is data at risk?', field: 'data'},
      {ask: 'Is it getting worse?', field: 'trend'},
    ],
  },
  {
    id: 'investigation',
    title: 'Investigation, until 30 minutes',
    steps: [
      'Meet in the room',
      'Say who is commander',
      'Look at what changed lately: deployments, configuration, infrastructure',
      'Look at dashboards and logs',
      'Follow a request that fails',
      'Say what you believe is the cause',
    ],
    questions: [
      {ask: 'When exactly did it begin?', field: 'began'},
      {ask: 'Which services are affected?', field: 'services'},
      {ask: 'Which users: all, a segment, a region?', field: 'segment'},
      {ask: 'What do the errors say?', field: 'errors'},
      {ask: 'What changed in the last 24 hours?', field: 'changed'},
      {ask: 'Are the things it depends on healthy?', field: 'dependencies'},
      {ask: 'Can it be reproduced?', field: 'reproduced'},
      {ask: 'What do you believe is the cause?', field: 'theory'},
    ],
  },
  {
    id: 'mitigation',
    title: 'Mitigation, until an hour',
    steps: [
      'Choose: a quick way around, or the real fix',
      'Choose: back, or forward',
      'Scale, if it is capacity',
      'Switch off what breaks',
      'Tell the stakeholders',
    ],
    questions: [
      {ask: 'What are you doing about it?', field: 'current'},
      {ask: 'What comes next?', field: 'next'},
      {ask: 'When will it be over?', field: 'eta'},
      {ask: 'What can users do meanwhile?', field: 'workaround'},
      {ask: 'What is the cause?', field: 'cause'},
    ],
  },
  {
    id: 'recovery',
    title: 'Recovery',
    steps: [
      'See that the figures are back to normal',
      'See that users can do again what they could',
      'Watch for it to come back, 30 to 60 minutes',
      'Take back what was only temporary',
      'Clear the alerts',
    ],
    questions: [
      {ask: 'What fixed it?', field: 'fix'},
      {ask: 'How many requests failed?', field: 'requests'},
      {ask: 'What did it cost?', field: 'revenue'},
      {ask: 'How much of the error budget is gone?', field: 'budget'},
    ],
  },
  {
    id: 'review',
    title: 'Afterwards, within 72 hours',
    steps: [
      'Arrange the review within 48 hours',
      'Write the report within a week',
      'Make tickets for what follows',
      'Bring the runbooks up to date',
      'Tell others what was learned',
    ],
    questions: [
      {ask: 'What is done so that it does not come back?', field: 'prevention'},
      {ask: 'What follows?', field: 'followUp'},
    ],
  },
];
