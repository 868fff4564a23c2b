import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import ts from 'typescript';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface TextFile {
  /** From the root of the project. */
  readonly name: string;
  readonly text: string;
}

/** Every file below a folder of the project whose name ends as asked, in the order of their names. */
export function textFiles(folder: string, ending: RegExp): readonly TextFile[] {
  if (!existsSync(path.join(ROOT, folder))) return [];
  return readdirSync(path.join(ROOT, folder), {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile() && ending.test(entry.name))
    .map(entry => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .sort()
    .map(name => ({name, text: readFileSync(path.join(ROOT, name), 'utf8')}));
}

/** The TypeScript files below a folder, parsed. */
export function parsedFiles(folder: string): readonly ts.SourceFile[] {
  return textFiles(folder, /\.tsx?$/).map(({name, text}) =>
    ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true),
  );
}

/** The node and all below it. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, child => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

/** Where a node stands, as an editor opens it. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
