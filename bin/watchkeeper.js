#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

// Whatever the runtime still holds on to after the work is done must not keep a script waiting; output is let out first.
const leave = () => (process.stdout.writableLength > 0 ? setTimeout(leave, 100).unref() : process.exit());

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`wk needs Node 20.19 or newer, and this is ${process.version}: install a newer Node.\n`);
  process.exitCode = 2;
} else {
  const {main} = await import('../dist/cli/main.js');
  process.exitCode = await main(process.argv.slice(2));
  setTimeout(leave, 2000).unref();
}
