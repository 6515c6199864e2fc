import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { readFile } from 'node:fs/promises';
import { validateXML } from 'xmllint-wasm';
import { z } from 'zod';

/** Where a file is not as the JUnit schema has it. */
export async function junitProblems(xml: string): Promise<readonly unknown[]> {
  const xsd = await readFile(new URL('../../../../schemas/junit.xsd', import.meta.url), 'utf8');
  const { errors } = await validateXML({ xml: { fileName: 'check.xml', contents: xml }, schema: xsd });
  return errors;
}

const withoutReferences = JSON.stringify(schema).replaceAll('"format":"uri-reference"', '"minLength":1');
const sarif = z.fromJSONSchema(JSON.parse(withoutReferences) as z.core.JSONSchema.JSONSchema);

/** Where a file is not as SARIF 2.1.0 has it. */
export function sarifProblems(text: string): readonly unknown[] {
  return sarif.safeParse(JSON.parse(text)).error?.issues ?? [];
}
