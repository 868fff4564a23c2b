import {definitionOf} from '../overlays/index.js';
import type {Pane, Scene} from '../scene.js';
import {overlayFrame} from './overlay-frame.js';

/** The body's lines with the question, if one is open, laid over them beside its target. Exactly `height` lines. */
export function withOverlay(scene: Scene, pane: Pane, height: number): readonly string[] {
  const lines = filled(pane.lines, height);
  const {overlay} = scene.ui;
  if (overlay === undefined || definitionOf(overlay).place === 'bottom') return lines;
  const framed = overlayFrame(scene, overlay, height);
  const {at, shift} = beside(pane.target, framed.length, height);
  const moved = filled(lines.slice(shift), height);
  return [...moved.slice(0, at), ...framed, ...moved.slice(at + framed.length)];
}

function filled(lines: readonly string[], height: number): readonly string[] {
  if (lines.length >= height) return lines.slice(0, height);
  return [...lines, ...Array.from({length: height - lines.length}, () => '')];
}

interface Place {
  /** First line of the frame. */
  readonly at: number;
  /** So many lines of the view go out of sight at its top. */
  readonly shift: number;
}

/**
 * Where a frame of `tall` lines stands: under its target, above it where there is no room, and always whole. Where there is
 * no room on either side, the view moves up, so that its target is never under it.
 */
function beside(target: number | undefined, tall: number, height: number): Place {
  const lowest = Math.max(0, height - tall);
  if (target === undefined) return {at: lowest, shift: 0};
  if (target + 1 <= lowest) return {at: target + 1, shift: 0};
  if (target >= tall) return {at: target - tall, shift: 0};
  return {at: lowest, shift: Math.min(target, target + 1 - lowest)};
}
