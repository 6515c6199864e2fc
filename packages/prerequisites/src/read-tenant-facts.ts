import type { TenantFacts } from '@mxdr/core';
import { readJson, tenantFactsSchema } from '@mxdr/core';
import { factsInvalid } from './errors.ts';

/**
 * Reads a facts file (JSON).
 * @throws AppError usage `MXDR-FACTS-INVALID` with every problem and its place
 */
export function readTenantFacts(text: string, file: string): TenantFacts {
  const reading = readJson(tenantFactsSchema, text, file);
  if ('problems' in reading) throw factsInvalid(file, reading.problems);
  return reading.value;
}
