import { createColumnBuilder } from '@mxdr/kql';

const batchRows = 1 << 14;
export const dayMs = 86_400_000;
export const hourMs = 3_600_000;
/** Monday, 2026-06-01. */
export const firstMs = Date.UTC(2026, 5, 1);
export const days = 7;

const countries = Array.from({ length: 40 }, (_, i) => `country-${i}`);
const results = ['ok', 'failed', 'blocked', 'expired'];
const severities = ['Informational', 'Low', 'Medium', 'High'];
const devices = Array.from({ length: 10_000 }, (_, i) => `device-${i}.example.com`);
const accounts = Array.from({ length: 5000 }, (_, i) => `user${i}@example.com`);
const ids = Array.from({ length: 60_000 }, (_, i) => `alert-${i.toString(36).padStart(5, '0')}`);
const programs = [
  'cmd.exe',
  'powershell.exe',
  'svchost.exe',
  'rundll32.exe',
  'explorer.exe',
  'mypowershell.exe',
  'chrome.exe',
  'python.exe',
];
const commands = Array.from({ length: 20_000 }, (_, i) => `C:\\Windows\\${programs[i % programs.length]} -task ${i} -quiet`);
const systems = ['Windows', 'macOS', 'Linux', 'iOS'];
const properties = Array.from({ length: 8000 }, (_, i) =>
  JSON.stringify({ os: systems[i % 4], risk: (i * 37) % 100, app: { name: `app-${i % 25}`, managed: i % 3 === 0 } }),
);
const tactics = [
  'InitialAccess',
  'Execution',
  'Persistence',
  'PrivilegeEscalation',
  'DefenseEvasion',
  'Discovery',
  'Exfiltration',
  'Impact',
];
const tagLists = Array.from({ length: 500 }, (_, i) =>
  JSON.stringify(Array.from({ length: i % 4 }, (_unused, k) => tactics[(i * 3 + k * 5) % tactics.length])),
);

/** The table: columns in the order that files hold them. */
export const eventColumns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'AlertId', type: 'string', values: ids },
  { name: 'Account', type: 'string', values: accounts },
  { name: 'Device', type: 'string', values: devices },
  { name: 'Country', type: 'string', values: countries },
  { name: 'Result', type: 'string', values: results },
  { name: 'Severity', type: 'string', values: severities },
  { name: 'Command', type: 'string', values: commands },
  { name: 'Duration', type: 'long' },
  { name: 'Properties', type: 'dynamic', values: properties },
  { name: 'Tags', type: 'dynamic', values: tagLists },
];

/** Repeatable numbers in [0, 1): mulberry32. */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Rows `firstRow` to `firstRow + rowCount` of a table of `total` rows, as typed arrays: times in milliseconds, durations, and for texts the
 * index among the column's `values`. Times rise through the table, as in a log.
 */
export function makeEvents(firstRow, rowCount, total) {
  const random = createRandom(1 + firstRow);
  const lanes = {};
  for (const { name, values } of eventColumns) lanes[name] = values === undefined ? new Float64Array(rowCount) : new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    lanes.TimeGenerated[row] = firstMs + Math.floor(((firstRow + row + random()) / total) * days * dayMs);
    lanes.Duration[row] = Math.floor(random() * random() * 100_000);
    for (const { name, values } of eventColumns) {
      if (values === undefined) continue;
      // Few accounts and devices do most of what happens.
      const share = name === 'Account' || name === 'Device' ? random() * random() : random();
      lanes[name][row] = Math.floor(share * values.length);
    }
  }
  return lanes;
}

function appendRows(builder, { values, type }, lane, start, end) {
  if (values === undefined && type === 'datetime') for (let row = start; row < end; row++) builder.appendTime(lane[row], 0);
  else if (values === undefined) for (let row = start; row < end; row++) builder.appendNumber(lane[row]);
  else if (type === 'dynamic') for (let row = start; row < end; row++) builder.appendJsonText(values[lane[row]]);
  else for (let row = start; row < end; row++) builder.appendText(values[lane[row]]);
}

/** The same rows as batches of engine columns, with one dictionary per column, as the readers of files make them. */
export function makeBatches(lanes) {
  const builders = eventColumns.map((column) => createColumnBuilder(column.type));
  const rowCount = lanes.TimeGenerated.length;
  const batches = [];
  for (let start = 0; start < rowCount; start += batchRows) {
    const end = Math.min(rowCount, start + batchRows);
    const columns = eventColumns.map((column, index) => {
      appendRows(builders[index], column, lanes[column.name], start, end);
      return { name: column.name, column: builders[index].finish() };
    });
    batches.push({ rowCount: end - start, columns });
  }
  return batches;
}

/** The small table to join with: one row per device. */
export const deviceColumns = [
  { name: 'Device', type: 'string' },
  { name: 'Department', type: 'string' },
  { name: 'IsManaged', type: 'bool' },
];

export const deviceRows = devices.map((name, i) => ({ name, department: `department-${(i * 7) % 30}`, isManaged: i % 5 !== 0 }));

export function makeDeviceBatch() {
  const [device, department, isManaged] = deviceColumns.map((column) => createColumnBuilder(column.type));
  for (const row of deviceRows) {
    device.appendText(row.name);
    department.appendText(row.department);
    isManaged.appendBoolean(row.isManaged);
  }
  return {
    rowCount: deviceRows.length,
    columns: [device, department, isManaged].map((builder, index) => ({ name: deviceColumns[index].name, column: builder.finish() })),
  };
}

/** A workspace over batches that are already there. @param {Record<string, { columns: readonly object[], batches: readonly object[] }>} tables */
export function makeProvider(tables) {
  return {
    description: 'made-up rows',
    list: async () =>
      Object.entries(tables).map(([name, { columns }]) => ({
        name,
        columns: columns.map((column) => ({ name: column.name, type: column.type })),
        origins: [],
      })),
    async *scan(name, request) {
      for (const batch of tables[name].batches)
        yield {
          rowCount: batch.rowCount,
          columns: request.columns.map((column) => batch.columns.find((candidate) => candidate.name === column)),
        };
    },
    partialReasons: () => [],
  };
}
