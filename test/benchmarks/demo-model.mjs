import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCustomer, loadCustomers, nodeFiles, parsePeriod, requireOperator } from '@mxdr/core';
import { openLocalWorkspace } from '@mxdr/kql';
import { buildReportModel, collectDataset, loadReportDefinition } from '@mxdr/reporting';
import { simulateTenant, writeTenant } from '@mxdr/simulator';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The model of a service review over a small simulated tenant. */
export async function makeDemoModel() {
  const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-bench-'));
  try {
    await writeTenant(simulateTenant({ scale: 0.2 }), folder);
    const book = await loadCustomers(path.join(root, 'customers'));
    const customer = findCustomer(book, 'contoso');
    const dataset = await collectDataset({
      definition: await loadReportDefinition(path.join(root, 'reports/service-review'), nodeFiles),
      customer,
      operator: requireOperator(book),
      period: parsePeriod('2026-10', customer.timeZone),
      workspace: await openLocalWorkspace(folder, { clock: { now: () => Date.parse('2026-11-03T08:00:00Z') } }),
      signal: new AbortController().signal,
      progress: { step: () => {} },
    });
    return buildReportModel(dataset, { issuedAt: '2026-11-03T08:00:00.000Z', toolVersion: '0.1.0' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
