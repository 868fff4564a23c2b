import {Text} from 'ink';

/** Finished lines, one node each. They are cut to the screen's width already. */
export function Lines({lines}: {readonly lines: readonly string[]}) {
  return lines.map((text, index) => <Text key={index}>{text === '' ? ' ' : text}</Text>);
}
