import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNodeProcess } from './measure.mjs';

const worker = fileURLToPath(new URL('synth-worker.mjs', import.meta.url));

/** Terraform for 100 customers: one process for all, against one process for each. */
export async function benchSynth() {
  const customers = 100;
  const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-bench-'));
  try {
    const together = performance.now();
    runNodeProcess([worker, path.join(folder, 'together'), '0', String(customers)]);
    const togetherMs = performance.now() - together;
    const apart = performance.now();
    for (let index = 0; index < customers; index++) runNodeProcess([worker, path.join(folder, 'apart'), String(index), '1']);
    const apartMs = performance.now() - apart;
    return {
      name: `synth of ${customers} customers: a process each / one process`,
      ratio: apartMs / togetherMs,
      target: 8,
      isHigherBetter: true,
      detail: `${(apartMs / 1000).toFixed(1)} s / ${(togetherMs / 1000).toFixed(1)} s`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
