import {Text} from 'ink';

/** Finished lines, one node each. They are cut to the screen's width already. */
export function Lines({lines}: {readonly lines: readonly string[]}) {
  // Identity is the place on the screen: a line that changes is the same line with other text.
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return lines.map((text, index) => <Text key={index}>{text === '' ? ' ' : text}</Text>);
}
