/** First and last line in the file as it lies on the disk, counted from 1, both included. */
export type Lines = readonly [first: number, last: number];

/**
 * One Markdown file, read. Nothing of its fenced text is left out of the union of statements, shown blocks and expected
 * output.
 */
export interface RunbookFile {
  /** Path below its root, with `/`. */
  readonly file: string;
  /** Absolute path of the root it was found under. */
  readonly root: string;
  /** SHA-256 of its bytes, hex. */
  readonly hash: string;
  readonly title: string;
  /** The file itself where it can be walked, and each runbook embedded in a fence of it, in the order of their lines. */
  readonly documents: readonly RunbookDocument[];
}

/** Something that can be walked from its first step to its last. */
export interface RunbookDocument {
  /** Unique in its file, and the same as long as its title and place among its namesakes stay. */
  readonly id: string;
  readonly title: string;
  readonly lines: Lines;
  /** Headings of the file around an embedded document, outermost first. */
  readonly context: readonly string[];
  /** `Service`, `Alert Name`, `Last Updated`... as written; also keys of the front matter that are plain values. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Alerts that its text says it is about. */
  readonly alerts: readonly AlertBinding[];
  readonly sections: readonly Section[];
  /** Whom its escalation sections want to be called, and when. */
  readonly escalations: readonly Escalation[];
  /** What its communication sections want to be told to others. */
  readonly messages: readonly Message[];
  /** It has no statement: its steps are ticked off. */
  readonly checklist: boolean;
  /** What runme's attributes and front matter ask for; hints only, and none before the file is trusted. */
  readonly options: DocumentOptions;
}

/** `After 15 minutes: page the platform on-call`. */
export interface Escalation {
  /** How long into the walk, ms; absent where another condition says when. */
  readonly after?: number;
  /** Who: `the platform on-call`. */
  readonly to: string;
  /** The severities it is for, as words: `p1`, `sev2`, `critical`; absent where it is for all. */
  readonly severities?: readonly string[];
  /** All that is said there, as plain words. */
  readonly text: string;
  readonly lines: Lines;
}

export interface Message {
  /** Of its section. */
  readonly title: string;
  /** As written. */
  readonly text: string;
  readonly lines: Lines;
}

/** A place that names an alert, in text, a heading or a row of a table. */
export interface AlertBinding {
  readonly alertname: string;
  /** The section that is about it; undefined for the document as a whole. */
  readonly section?: string;
  readonly how: 'metadata' | 'text' | 'heading' | 'table';
  readonly lines: Lines;
}

export interface DocumentOptions {
  readonly cwd?: string;
  readonly shell?: string;
}

/** What stands under one heading, or under a bold line that serves as one. */
export interface Section {
  /** Unique in its document. */
  readonly id: string;
  readonly title: string;
  /** 1 to 6; a bold line is one deeper than the heading above it. */
  readonly level: number;
  /** As GitHub makes it; unique in its document. */
  readonly anchor: string;
  readonly lines: Lines;
  readonly role: SectionRole;
  /** Text before the first step, as written. */
  readonly intro: string;
  /** It is an option, or a part of one. */
  readonly choice?: Choice;
  readonly steps: readonly Step[];
}

export type SectionRole =
  | 'about'
  | 'symptoms'
  | 'investigate'
  | 'resolve'
  | 'verify'
  | 'escalate'
  | 'communicate'
  | 'other';

export interface Step {
  /** Unique in its document; made of its section and its text, so that it is found again after an edit elsewhere. */
  readonly id: string;
  readonly title: string;
  /** Source lines as written, from the text before it to the expectations after it. */
  readonly text: string;
  readonly lines: Lines;
  /** Siblings of one choice: one of them is taken, not all. */
  readonly choice?: Choice;
  /** `If recent deployment (...)`. */
  readonly condition?: string;
  /** It has a box to tick. */
  readonly task: boolean;
  /** In the order of the source; prose between them is in `text`. */
  readonly blocks: readonly Block[];
  readonly expectations: readonly Expectation[];
}

export interface Choice {
  /** The same for all siblings. */
  readonly group: string;
  readonly label: string;
  /** The option of another choice that this one stands in. */
  readonly within?: Choice;
}

/** Ids of the steps of each option of each choice of a document. */
export type StepChoices = readonly (readonly (readonly string[])[])[];

/** `output` = meaning, below a statement. */
export interface Expectation {
  readonly text: string;
  /** Literal to look for in the output; absent for plain words. */
  readonly pattern?: string;
  readonly meaning?: string;
}

export type Block = StatementBlock | ShownBlock;

/** Code that is shown and can be copied, and never runs: other languages, diagrams, expected output. */
export interface ShownBlock {
  readonly kind: 'shown' | 'output';
  readonly text: string;
  readonly language: string;
  readonly lines: Lines;
}

/** One top-level statement of a fence, or the command of a piece of inline code. */
export interface StatementBlock {
  readonly kind: 'statement';
  /** Unique in its document. */
  readonly id: string;
  /** What would run: prompts and continuation marks of a session taken off, otherwise as written. */
  readonly text: string;
  /** Comment lines above it in its fence, as written. */
  readonly comment: string;
  readonly language: string;
  readonly lines: Lines;
  readonly inline: boolean;
  /** Why it is shown only, where the document itself says so: `don't use`, unparsable, typed inside another shell. */
  readonly notRunnable?: string;
  /** The comment or the text around it warns. */
  readonly warning?: string;
  /** Runme's attributes of its fence that we honour as hints. */
  readonly hints: StatementHints;
}

export interface StatementHints {
  readonly name?: string;
  readonly background?: boolean;
  readonly interactive?: boolean;
  readonly cwd?: string;
  readonly tags?: readonly string[];
  readonly mimeType?: string;
  /** A shell; code of another interpreter is shown and no statement. */
  readonly interpreter?: string;
  /** Attributes that nothing here depends on, by name. */
  readonly others?: readonly string[];
}
