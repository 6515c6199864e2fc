import type { Customer, Operator, ReportArchive, WorkQueue } from '@mxdr/core';
import { AppError, createReportArchive } from '@mxdr/core';
import type { OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { missingOption } from '../errors.ts';

/** The option, or the variable where the option is missing; empty counts as missing. */
function given(context: CommandContext, options: OptionValues, option: string, variable: string): string | undefined {
  const value = options[option] ?? context.env[variable];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Signs in at the operator's, whose the queue and the archive are. */
async function openOperatorCredential(context: CommandContext, operator: Operator) {
  const { chooseOperatorCredential, createCredential } = await import('@mxdr/azure');
  return createCredential(chooseOperatorCredential(operator.tenantId, context.env));
}

/**
 * The queue of jobs: `--queue` or `MXDR_QUEUE_URL`, with `--poison-queue` or `MXDR_POISON_QUEUE_URL` for who sets messages aside. Nothing is asked yet.
 * @throws AppError usage MXDR-CLI-OPTION-MISSING, MXDR-AZURE-ADDRESS-…, MXDR-AZURE-STORAGE-ADDRESS
 */
export async function openJobQueue(
  context: CommandContext,
  operator: Operator,
  options: OptionValues,
  needs: { readonly poison: boolean },
): Promise<WorkQueue> {
  const url = given(context, options, 'queue', 'MXDR_QUEUE_URL');
  if (url === undefined) throw missingOption('--queue', 'with the address of the queue, or set MXDR_QUEUE_URL');
  const poisonUrl = given(context, options, 'poisonQueue', 'MXDR_POISON_QUEUE_URL');
  if (needs.poison && poisonUrl === undefined)
    throw missingOption('--poison-queue', 'with the address of the queue for what cannot be worked, or set MXDR_POISON_QUEUE_URL');
  const { createAzureQueue } = await import('@mxdr/azure');
  const credential = await openOperatorCredential(context, operator);
  return createAzureQueue({ url, credential, ...(poisonUrl === undefined ? {} : { poisonUrl }) });
}

/** Where the reports of customers go. */
export interface JobArchives {
  /** Addresses that are known. */
  readonly urls: readonly string[];
  /** @throws AppError usage MXDR-WORK-NO-ARCHIVE where there is none for the customer's region */
  archiveOf(customer: Customer): ReportArchive;
  /** Those whose container has no policy of immutability, by description. */
  findMutable(signal: AbortSignal): Promise<readonly string[]>;
}

const regionVariable = 'MXDR_ARCHIVE_URL_';

/**
 * The archive of each region: `MXDR_ARCHIVE_URL_<REGION>`, since a customer's reports stay in the customer's region; or `--archive` for all of them.
 * @throws AppError usage MXDR-CLI-OPTION-MISSING, MXDR-AZURE-ADDRESS-…, MXDR-AZURE-STORAGE-ADDRESS
 */
export async function openArchives(context: CommandContext, operator: Operator, options: OptionValues): Promise<JobArchives> {
  const forAll = typeof options['archive'] === 'string' ? options['archive'] : undefined;
  const byRegion = Object.entries(context.env).flatMap(([name, url]) =>
    name.startsWith(regionVariable) && url !== undefined && url !== ''
      ? [[name.slice(regionVariable.length).toLowerCase(), url] as const]
      : [],
  );
  const urls = forAll === undefined ? [...new Set(byRegion.map(([, url]) => url))] : [forAll];
  if (urls.length === 0)
    throw missingOption('--archive', 'with the address of a container, or set MXDR_ARCHIVE_URL_<REGION> for each region');
  const { createAzureArchiveStore } = await import('@mxdr/azure');
  const credential = await openOperatorCredential(context, operator);
  const stores = new Map(urls.map((url) => [url, createAzureArchiveStore({ url, credential })]));
  const urlOf = new Map(byRegion);
  return {
    urls,
    archiveOf(customer) {
      const { region } = customer;
      const store = stores.get(forAll ?? urlOf.get(region) ?? '');
      if (store === undefined) throw noArchive(customer.id, region);
      return createReportArchive(store);
    },
    async findMutable(signal) {
      const mutable: string[] = [];
      for (const store of stores.values()) if (!(await store.isImmutable(signal))) mutable.push(store.description);
      return mutable;
    },
  };
}

const noArchive = (customerId: string, region: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-WORK-NO-ARCHIVE',
    message: `There is no archive for ${customerId}, whose reports stay in ${region}.`,
    mend: `Add ${region} to operations.archive of operator.yaml and deploy the operations stack, or set ${regionVariable}${region.toUpperCase()}.`,
  });
