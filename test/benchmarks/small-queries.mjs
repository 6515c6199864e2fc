import { createKqlEngine, createMemoryTables } from '@mxdr/kql';
import { createRandom } from './made-up-events.mjs';
import { median } from './measure.mjs';

const queryCount = 1000;
const rowsPerTable = 100;

const pickFrom = (random, items) => items[Math.floor(random() * items.length)];

function makeTables() {
  const random = createRandom(7);
  const user = () => `user${Math.floor(random() * 20)}@example.com`;
  const time = () => new Date(Date.UTC(2026, 5, 1) + Math.floor(random() * 86_400_000)).toISOString();
  const rows = (make) => Array.from({ length: rowsPerTable }, make);
  return {
    SigninLogs: rows(() => ({
      TimeGenerated: time(),
      UserPrincipalName: user(),
      ResultType: pickFrom(random, ['0', '50126', '50053']),
      IPAddress: `10.0.0.${Math.floor(random() * 30)}`,
      Location: pickFrom(random, ['DE', 'CH', 'AT']),
      LocationDetails: { city: pickFrom(random, ['Bern', 'Linz', 'Ulm']) },
    })),
    SecurityAlert: rows(() => ({
      TimeGenerated: time(),
      SystemAlertId: `alert-${Math.floor(random() * 40)}`,
      AlertName: pickFrom(random, ['Malware', 'Password spray', 'Mailbox rule']),
      AlertSeverity: pickFrom(random, ['High', 'Medium', 'Low']),
      CompromisedEntity: user(),
    })),
    DeviceProcessEvents: rows(() => ({
      TimeGenerated: time(),
      DeviceName: `device-${Math.floor(random() * 15)}`,
      AccountUpn: user(),
      FileName: pickFrom(random, ['powershell.exe', 'cmd.exe', 'chrome.exe']),
      ProcessCommandLine: `run -task ${Math.floor(random() * 9)} -enc`,
    })),
  };
}

/** Shapes of rules' queries; each is asked with other values, so that no two texts are equal. */
const shapes = [
  (i) =>
    `SigninLogs | where ResultType == "${50_000 + i}" | summarize Failures = count(), Users = dcount(UserPrincipalName) by IPAddress | where Failures > ${i % 5}`,
  (i) =>
    `let threshold = ${i % 7}; SigninLogs | where TimeGenerated > ago(${1 + (i % 30)}d) | summarize Failed = countif(ResultType != "0"), Last = max(TimeGenerated) by UserPrincipalName, bin(TimeGenerated, ${1 + (i % 12)}h) | where Failed > threshold and UserPrincipalName !startswith "user${i}"`,
  (i) =>
    `SecurityAlert | summarize arg_max(TimeGenerated, *) by SystemAlertId | where AlertSeverity in ("High", "Medium${i}") | project TimeGenerated, AlertName, CompromisedEntity | sort by TimeGenerated desc | take ${1 + i}`,
  (i) =>
    `DeviceProcessEvents | where FileName =~ "powershell.exe" and ProcessCommandLine has "task" and ProcessCommandLine !has "${i}" | extend Task = extract("task ([0-9]+)", 1, ProcessCommandLine) | summarize Devices = make_set(DeviceName), n${i} = count() by Task, AccountUpn`,
  (i) =>
    `SigninLogs | where ResultType == "0" and Location != "X${i}" | join kind=inner (SecurityAlert | where AlertSeverity == "High" | project CompromisedEntity, AlertName) on $left.UserPrincipalName == $right.CompromisedEntity | project TimeGenerated, UserPrincipalName, AlertName, City = tostring(LocationDetails.city)`,
];

/** A thousand different queries over tables of a hundred rows in one process: what a suite of rule tests does. */
export async function benchSmall() {
  const engine = createKqlEngine({
    provider: createMemoryTables({ tables: makeTables() }),
    clock: { now: () => Date.UTC(2026, 5, 2) },
  });
  const ask = async (i) => {
    const start = performance.now();
    const outcome = await engine.query(shapes[i % shapes.length](i));
    if (outcome.status !== 'complete') throw new Error(JSON.stringify(outcome));
    return performance.now() - start;
  };
  for (let i = -20; i < 0; i++) await ask(queryCount + 20 + i);
  const times = [];
  for (let i = 0; i < queryCount; i++) times.push(await ask(i));
  times.sort((a, b) => a - b);
  return {
    name: `median of ${queryCount} different queries over ${rowsPerTable} rows, parsing included, in ms`,
    ratio: median(times),
    target: 15,
    isHigherBetter: false,
    detail: `95 %: ${times[Math.floor(queryCount * 0.95)].toFixed(1)} ms, slowest: ${times.at(-1).toFixed(1)} ms`,
  };
}
