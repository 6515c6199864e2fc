import { measureInTurns, runNodeProcess } from './measure.mjs';

/** `mxdr --help` against bare Node.js: what a person waits for before anything happens. */
export async function benchStartUp() {
  const program = new URL('../../packages/cli/bin/mxdr.js', import.meta.url).pathname;
  const times = await measureInTurns(
    { bare: () => runNodeProcess(['-e', '0']), help: () => runNodeProcess([program, '--help']) },
    { rounds: 21, warmUps: 3 },
  );
  return {
    name: 'mxdr --help / node -e 0',
    ratio: times.help / times.bare,
    target: 1.4,
    isHigherBetter: false,
    detail: `${times.help.toFixed(0)} ms / ${times.bare.toFixed(0)} ms`,
  };
}
