#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`wk needs Node 20.19 or newer, and this is ${process.version}: install a newer Node.\n`);
  process.exitCode = 2;
} else {
  const {main} = await import('../dist/cli/main.js');
  process.exitCode = await main(process.argv.slice(2));
}
