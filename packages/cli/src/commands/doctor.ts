import type { CommandHandler } from '../command-spec.ts';
import { exitCodes } from '../exit-codes.ts';
import { readProgramVersion } from '../program-version.ts';
import { formatTextTable } from '../text-table.ts';

type Need = 'required' | 'for PDF' | 'for deploy' | 'for Azure sign-in' | 'for development';

interface Diagnosis {
  readonly name: string;
  readonly need: Need;
  readonly state: 'found' | 'missing' | 'too-old';
  readonly detail: string;
  /** The command that mends it; empty when nothing is wrong. */
  readonly mend: string;
}

const leastNode = [20, 19] as const;

function diagnoseNode(version: string): Diagnosis {
  const [major = 0, minor = 0] = version.replace(/^v/u, '').split('.').map(Number);
  const isEnough = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  return {
    name: 'Node.js',
    need: 'required',
    state: isEnough ? 'found' : 'too-old',
    detail: version,
    mend: isEnough ? '' : 'Install Node.js 20.19 or later from https://nodejs.org',
  };
}

async function diagnoseProgram(
  name: string,
  command: readonly [string, ...string[]],
  need: Need,
  mend: string,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const [program, ...args] = command;
  const version = await readProgramVersion(program, args, signal);
  return version === undefined
    ? { name, need, state: 'missing', detail: 'not on the PATH', mend }
    : { name, need, state: 'found', detail: version, mend: '' };
}

/** `mxdr doctor`: exit 0 when everything required and the PDF browser is there, 1 otherwise. */
export const run: CommandHandler = async (context) => {
  const { diagnoseBrowser } = await import('../browser-diagnosis.ts');
  const terraform = await diagnoseProgram(
    'terraform',
    ['terraform', 'version'],
    'for deploy',
    'https://developer.hashicorp.com/terraform/install (or OpenTofu: https://opentofu.org/docs/intro/install)',
    context.signal,
  );
  const tofu = await diagnoseProgram('tofu', ['tofu', 'version'], 'for deploy', terraform.mend, context.signal);
  const browser = await diagnoseBrowser(context.env);
  const diagnoses: readonly Diagnosis[] = [
    diagnoseNode(process.version),
    {
      name: 'browser',
      need: 'for PDF',
      state: browser.path === undefined ? 'missing' : 'found',
      detail: browser.detail,
      mend: browser.mend,
    },
    tofu.state === 'found' && terraform.state !== 'found' ? tofu : terraform,
    await diagnoseProgram(
      'az',
      ['az', 'version'],
      'for Azure sign-in',
      'https://learn.microsoft.com/cli/azure/install-azure-cli',
      context.signal,
    ),
    await diagnoseProgram('git', ['git', '--version'], 'for development', 'https://git-scm.com/downloads', context.signal),
  ];
  if (context.json) {
    context.out(JSON.stringify({ schemaVersion: 1, diagnoses }, null, 2));
  } else {
    const mark = { found: context.paint.green('found'), missing: context.paint.yellow('missing'), 'too-old': context.paint.red('too old') };
    context.out(
      formatTextTable(
        [{ head: 'What' }, { head: 'State' }, { head: 'Needed' }, { head: 'Detail' }],
        diagnoses.map((d) => [d.name, d.state === 'too-old' ? 'too old' : d.state, d.need, d.detail]),
        context.width,
      ),
    );
    for (const d of diagnoses.filter((each) => each.mend !== '')) context.out(`\n${d.name} (${mark[d.state]}): ${d.mend}`);
  }
  const isHealthy = diagnoses.every((d) => d.state === 'found' || (d.need !== 'required' && d.need !== 'for PDF'));
  return isHealthy ? exitCodes.good : exitCodes.notGood;
};
