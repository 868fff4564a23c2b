import {definitionOf} from '../overlays/index.js';
import type {Pane, Scene} from '../scene.js';
import {overlayFrame} from './overlay-frame.js';

/** The body's lines with the question, if one is open, laid over them beside its target. Exactly `height` lines. */
export function withOverlay(scene: Scene, pane: Pane, height: number): readonly string[] {
  const lines = filled(pane.lines, height);
  const {overlay} = scene.ui;
  if (overlay === undefined || definitionOf(overlay).place === 'bottom') return lines;
  const framed = overlayFrame(scene, overlay, height);
  const at = beside(pane.target, framed.length, height);
  return [...lines.slice(0, at), ...framed, ...lines.slice(at + framed.length)];
}

function filled(lines: readonly string[], height: number): readonly string[] {
  if (lines.length >= height) return lines.slice(0, height);
  return [...lines, ...Array.from({length: height - lines.length}, () => '')];
}

/** First line of a frame of `tall` lines: under its target, above it where there is no room, and always whole. */
function beside(target: number | undefined, tall: number, height: number): number {
  if (target === undefined) return Math.max(0, height - tall);
  if (target + 1 + tall <= height) return target + 1;
  return target - tall >= 0 ? target - tall : Math.max(0, height - tall);
}
