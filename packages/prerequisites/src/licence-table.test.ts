import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LicenceCapability } from '@mxdr/core';
import { servicePlans } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { countSeats } from './licence.ts';
import { sku } from './testing/sample-facts.ts';

/** Microsoft's table of licences and their plans, beside the project and not part of it. */
const file = fileURLToPath(new URL('../../../../shared/data/service-plans.csv', import.meta.url));
const isThere = existsSync(file);
if (!isThere) process.stderr.write('skipped: the table of licences (../shared/data/service-plans.csv) is not here\n');

/** What the table calls a capability, and what it has to be here. A SKU with P2 has P1 as well. */
const capabilities: Readonly<Record<string, readonly LicenceCapability[]>> = {
  ENTRA_P1: ['entra-p1'],
  ENTRA_P2: ['entra-p2', 'entra-p1'],
  ENTRA_SMB: ['entra-basic'],
  M365_DEFENDER_MTP: ['defender-xdr'],
  MDCA: ['mda'],
  MDCA_DISCOVERY_ONLY: ['mda-reduced'],
  MDCA_DOD: ['mda'],
  MDCA_FOR_MDI: ['mda-reduced'],
  MDCA_O365_ONLY: ['mda-reduced'],
  MDE_BUSINESS: ['defender-for-business'],
  MDE_P1: ['mde-p1'],
  MDE_P2: ['mde-p2'],
  MDI: ['mdi'],
  MDO_P1: ['mdo-p1'],
  MDO_P1_GOV: ['mdo-p1'],
  MDO_P2: ['mdo-p2'],
  MDO_P2_GOV: ['mdo-p2'],
};
/** Seats of servers and rooms; the licences are real, and their seats are no users'. */
const notForUsers = /SERVER|ROOM/iu;
const asked = ['mde-p2', 'entra-p1', 'entra-p2', 'mdo-p2', 'mdi', 'mda'] as const;

interface Row {
  readonly capability: string;
  readonly plan: string;
  readonly planId: string;
  readonly skuName: string;
  readonly skuId: string;
  readonly product: string;
}

/** The table has one quoted column at most, the last. */
function readTable(): readonly Row[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/u)
    .slice(1)
    .map((line) => {
      const cells = line.match(/(?:"(?:[^"]|"")*"|[^,]*)(?:,|$)/gu)?.map((cell) => cell.replace(/,$/u, '').replaceAll('"', '')) ?? [];
      const [capability = '', plan = '', planId = '', , skuName = '', skuId = '', product = ''] = cells;
      return { capability, plan, planId, skuName, skuId, product };
    });
}

describe.skipIf(!isThere)('the published table of licences', () => {
  const rows = isThere ? readTable() : [];
  const skuIds = [...new Set(rows.map(({ skuId }) => skuId))];

  it('has no plan and no capability that is not known here, and the plans go by the same ids and names', () => {
    expect(rows.filter(({ capability }) => capabilities[capability] === undefined)).toEqual([]);
    for (const { planId, plan, capability } of rows) {
      const known = servicePlans.find(({ id }) => id === planId.toLowerCase());
      expect(known, plan).toMatchObject({ name: plan, capability: capabilities[capability]?.[0] });
    }
    expect(skuIds.length).toBeGreaterThan(100);
  });

  it.each(skuIds)('gives exactly its capabilities to a tenant that owns licence %s', (skuId) => {
    const own = rows.filter((row) => row.skuId === skuId);
    const [first] = own;
    const owned = sku([], 7, {
      skuId,
      skuPartNumber: first?.skuName ?? '',
      servicePlans: own.map(({ planId, plan }) => ({ servicePlanId: planId, servicePlanName: plan, provisioningStatus: 'Success' })),
    });
    const expected = new Set(own.flatMap(({ capability }) => capabilities[capability] ?? []));
    const isForUsers = !own.some(({ skuName, product }) => notForUsers.test(skuName) || notForUsers.test(product));
    for (const capability of asked) {
      const { usable } = countSeats([owned], capability, 'test');
      expect([capability, usable], `${first?.skuName} ${first?.product}`).toEqual([
        capability,
        expected.has(capability) && isForUsers ? 7 : 0,
      ]);
    }
  });
});
