#!/usr/bin/env node
// Starts the built program. Kept free of everything else, so that `mxdr --help` pays for nothing it does not need.
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write(
    'error MXDR-NOT-BUILT: mxdr has not been built in this folder.\n  next   Run "npm start" (sets everything up and runs the demo) or "npm run build".\n',
  );
  process.exitCode = 3;
}
