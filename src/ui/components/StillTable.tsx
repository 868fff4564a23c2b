import {Text} from 'ink';
import Table from 'ink-table';
import type {ComponentType, ReactNode} from 'react';

/** A row as words, by column name. Every row has the same columns. */
export type StillRow = Readonly<Record<string, string>>;

interface TableProps {
  readonly data: readonly StillRow[];
  readonly header: ComponentType<Children>;
  readonly cell: ComponentType<Children>;
  readonly skeleton: ComponentType;
}

interface Children {
  readonly children?: ReactNode;
}

// Its types describe the CommonJS build; the bundler makes the component itself the default export.
const InkTable = Table as unknown as ComponentType<TableProps>;

/**
 * A small table that seldom changes. The board is none: this one draws every row it is given, and draws a changed row anew.
 */
export function StillTable({rows}: {readonly rows: readonly StillRow[]}) {
  if (rows.length === 0) return <Text>{' none'}</Text>;
  return <InkTable data={rows} header={Header} cell={Cell} skeleton={NoLine} />;
}

function Header({children}: Children) {
  return <Text bold>{children}</Text>;
}

function Cell({children}: Children) {
  return <Text>{children}</Text>;
}

function NoLine() {
  return null;
}
