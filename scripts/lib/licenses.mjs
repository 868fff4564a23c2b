import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

/**
 * Name, version and licence text of each package whose code is in the bundle.
 *
 * @param {string} root
 * @param {import('esbuild').Metafile} metafile
 */
export async function thirdPartyLicenses(root, metafile) {
  const folders = bundledPackages(metafile).map(folder => path.join(root, folder));
  const parts = new Set(await Promise.all(folders.map(describePackage)));
  return `This program contains the following packages.\n\n${[...parts].join('\n')}`;
}

/** @param {import('esbuild').Metafile} metafile */
function bundledPackages(metafile) {
  const folders = Object.keys(metafile.inputs).map(input => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(folders)].filter(folder => folder !== undefined).sort();
}

/** @param {string} folder */
async function describePackage(folder) {
  const {name, version, license} = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find(entry => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : await readFile(path.join(folder, file), 'utf8');
  return `== ${name} ${version} (${license ?? 'see text'})\n\n${text.trim()}\n`;
}
