import {Box, Text} from 'ink';
import Table from 'ink-table';
import {render} from 'ink-testing-library';
import type {ComponentType} from 'react';
import {expect, test} from 'vitest';

// Its types describe the CommonJS build; the transform makes the component itself the default export.
const InkTable = Table as unknown as ComponentType<{readonly data: readonly Record<string, string>[]}>;

test('a table of ink-table renders in the same Ink as our own components', () => {
  const {lastFrame, unmount} = render(
    <Box>
      <InkTable data={[{step: 'page', who: 'ana'}]} />
      <Text>beside</Text>
    </Box>,
  );
  expect(lastFrame()?.split('\n').slice(0, 2)).toEqual(['┌──────┬─────┐beside', '│ step │ who │']);
  unmount();
});
