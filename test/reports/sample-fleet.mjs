import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const samples = fileURLToPath(new URL('../../customers', import.meta.url));

/**
 * Writes the file of a made-up customer: the sample customer with another identity, and with other settings where they are named.
 * @param {string} folder of customers; the operator's file is put there too
 * @param {{ readonly id: string, readonly number: number, readonly settings?: Readonly<Record<string, string>> }} customer
 *   number makes its ids unique; settings are lines of its file, e.g. `timeZone: 'Asia/Tokyo'`
 */
export function writeSampleCustomer(folder, { id, number, settings = {} }) {
  mkdirSync(path.join(folder, id), { recursive: true });
  cpSync(path.join(samples, 'operator.yaml'), path.join(folder, 'operator.yaml'));
  const digits = String(number).padStart(3, '0');
  const named = { id, primaryDomain: `${id}.example`, ...settings };
  let text = readFileSync(path.join(samples, 'contoso/customer.yaml'), 'utf8')
    .replaceAll(/^(?:tenantId|subscriptionId|\s+workspaceId): (\S+)$/gm, (line, guid) => line.replace(guid, guid.replace(/.{3}$/, digits)))
    .replace(/^\s+logo: .*\n/m, '');
  for (const [name, value] of Object.entries(named)) {
    const line = new RegExp(`^( *)${name}:(?: .*)?(?:\\n\\1 +.*)*$`, 'm');
    if (!line.test(text)) throw new Error(`the sample customer has no line "${name}"`);
    text = text.replace(line, (_, indent) => `${indent}${name}: ${value}`);
  }
  writeFileSync(path.join(folder, id, 'customer.yaml'), text);
}
