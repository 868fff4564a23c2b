import type {Cockpit} from '../cockpit.js';
import type {Binding} from '../input/binding.js';
import type {Field} from '../input/field.js';
import type {Scene} from '../scene.js';
import type {Overlay} from './overlay.js';

/** What the keys of an overlay act on. */
export interface Asked<O extends Overlay> {
  readonly cockpit: Cockpit;
  readonly overlay: O;
}

/** How one kind of overlay looks and answers. */
export interface OverlayDefinition<O extends Overlay> {
  /** Framed beside the row it is about, or as lines above the key line. */
  readonly place: 'target' | 'bottom';
  /**
   * False for questions: keys that arrived before the question was on the screen do not answer it. True for prompts,
   * where typing ahead is what people do.
   */
  readonly eager: boolean;
  title(overlay: O, scene: Scene): string;
  /** The lines inside the frame, each at most `width` cells wide; they are always in sight. */
  lines(overlay: O, scene: Scene, width: number): readonly string[];
  /** What stands above them and may be too long for the screen: it scrolls. */
  long?(overlay: O, scene: Scene, width: number): readonly string[];
  readonly keys: readonly Binding<Asked<O>>[];
  /** Other words for keys on the key line, by the first chord; an empty one is not offered now. */
  labels?(overlay: O, scene: Scene): Readonly<Record<string, string>>;
  /** The text field that takes the letters, where there is one. */
  field?(overlay: O): Field;
  typed?(asked: Asked<O>, field: Field): O;
  /** What esc does, beside closing. */
  leave?(asked: Asked<O>): void;
}
