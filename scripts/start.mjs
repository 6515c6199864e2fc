// `npm start`: sets a fresh clone up and runs the demo.
import { runNode } from './run-step.mjs';
import { setUp } from './set-up.mjs';

const { hasBrowser } = await setUp();
const { code } = await runNode('packages/cli/bin/mxdr.js', ['demo', ...(hasBrowser ? [] : ['--no-pdf']), ...process.argv.slice(2)]);
process.exitCode = code;
