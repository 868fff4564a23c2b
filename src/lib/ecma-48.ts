/** What is left of a stream of code points once control sequences are taken out. */
export interface Ecma48Sink {
  text(codePoint: number): void;
  /** The parameters of `ESC [ ... m`: digits, `;` and `:` only. */
  sgr(params: string): void;
}

interface Machine {
  state: State;
  /** Code points taken since the sequence began. */
  taken: number;
  params: string;
  /** The open control string is an OSC, which BEL ends as well. */
  osc: boolean;
}

type State = 'ground' | 'escape' | 'between' | 'csi' | 'string' | 'string-escape';

/** Where a state leaves a code point: done with it, or `again` from the state now set. */
type Step = 'done' | 'again';

const ESC = 0x1b;
const BEL = 0x07;
const CSI_CAP = 256;
const STRING_CAP = 4096;

/**
 * Takes code points one at a time and reports those that are text. Escape, CSI and string sequences (OSC, DCS, SOS, PM,
 * APC) in their 7-bit and C1 forms are taken out, also when they never end: a newline or a length cap gives up on them,
 * so that a stray introducer cannot hide the rest of a stream.
 */
export function ecma48(sink: Ecma48Sink): (codePoint: number) => void {
  const machine: Machine = {state: 'ground', taken: 0, params: '', osc: false};
  return codePoint => {
    while (STATES[machine.state](machine, codePoint, sink) === 'again');
  };
}

const STATES: Readonly<Record<State, (machine: Machine, codePoint: number, sink: Ecma48Sink) => Step>> = {
  ground,
  escape: afterEscape,
  between,
  csi,
  string,
  'string-escape': stringEscape,
};

function ground(machine: Machine, codePoint: number, sink: Ecma48Sink): Step {
  if (codePoint === ESC) return go(machine, 'escape', 'done');
  if (codePoint < 0x80 || codePoint > 0x9f) {
    sink.text(codePoint);
    return 'done';
  }
  if (codePoint === 0x9b) return go(machine, 'csi', 'done');
  if (isStringIntroducer(codePoint - 0x40)) return goString(machine, codePoint - 0x40);
  return 'done';
}

function afterEscape(machine: Machine, codePoint: number): Step {
  if (codePoint === 0x5b) return go(machine, 'csi', 'done');
  if (isStringIntroducer(codePoint)) return goString(machine, codePoint);
  if (codePoint >= 0x20 && codePoint <= 0x2f) return go(machine, 'between', 'done');
  if (codePoint >= 0x30 && codePoint <= 0x7e) return go(machine, 'ground', 'done');
  return giveUp(machine, codePoint);
}

function between(machine: Machine, codePoint: number): Step {
  if (codePoint >= 0x20 && codePoint <= 0x2f && machine.taken++ < CSI_CAP) return 'done';
  if (codePoint >= 0x30 && codePoint <= 0x7e) return go(machine, 'ground', 'done');
  return giveUp(machine, codePoint);
}

function csi(machine: Machine, codePoint: number, sink: Ecma48Sink): Step {
  if (codePoint >= 0x40 && codePoint <= 0x7e) {
    if (codePoint === 0x6d && /^[\d;:]*$/.test(machine.params)) sink.sgr(machine.params);
    return go(machine, 'ground', 'done');
  }
  if (codePoint < 0x20 || codePoint > 0x7e || machine.taken++ >= CSI_CAP) return giveUp(machine, codePoint);
  machine.params += String.fromCharCode(codePoint);
  return 'done';
}

function string(machine: Machine, codePoint: number): Step {
  if (codePoint === ESC) return go(machine, 'string-escape', 'done');
  if (codePoint === 0x9c || (codePoint === BEL && machine.osc)) return go(machine, 'ground', 'done');
  if (codePoint === 0x0a || codePoint === 0x0d || isCancel(codePoint)) return giveUp(machine, codePoint);
  if (++machine.taken >= STRING_CAP) return go(machine, 'ground', 'done');
  return 'done';
}

function stringEscape(machine: Machine, codePoint: number): Step {
  return codePoint === 0x5c ? go(machine, 'ground', 'done') : go(machine, 'escape', 'again');
}

/** Ends a broken sequence: CAN and SUB belong to it, anything else is looked at afresh. */
function giveUp(machine: Machine, codePoint: number): Step {
  return go(machine, 'ground', isCancel(codePoint) ? 'done' : 'again');
}

function go(machine: Machine, state: State, step: Step): Step {
  machine.state = state;
  machine.taken = 0;
  machine.params = '';
  return step;
}

function goString(machine: Machine, codePoint: number): Step {
  machine.osc = codePoint === 0x5d;
  return go(machine, 'string', 'done');
}

/** `P` DCS, `X` SOS, `]` OSC, `^` PM, `_` APC. */
function isStringIntroducer(codePoint: number): boolean {
  return codePoint === 0x50 || codePoint === 0x58 || (codePoint >= 0x5d && codePoint <= 0x5f);
}

function isCancel(codePoint: number): boolean {
  return codePoint === 0x18 || codePoint === 0x1a;
}
