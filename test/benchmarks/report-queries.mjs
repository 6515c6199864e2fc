import { dayMs, days, deviceRows, eventColumns, firstMs, hourMs } from './made-up-events.mjs';

const valuesOf = Object.fromEntries(eventColumns.map(({ name, values }) => [name, values ?? []]));
const codeOf = (column, value) => valuesOf[column].indexOf(value);
const isoTime = (ms) => new Date(ms).toISOString().replace(/Z$/, '0000Z');

/** A member of every distinct value, found once. */
function perValue(column, read) {
  return valuesOf[column].map(read);
}

const isLetterOrDigit = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Whether `needle`, in lower case, stands in a text between characters that are neither letters nor digits. */
function hasTerm(text, needle) {
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + 1)) {
    if (!isLetterOrDigit(lower[at - 1]) && !isLetterOrDigit(lower[at + needle.length])) return true;
  }
  return false;
}

const windowStart = firstMs + dayMs;
const windowEnd = firstMs + 6 * dayMs;

/**
 * Queries of the kind that reports and rules are made of, each beside what a person would write by hand for it alone: loops over typed
 * arrays, texts as codes, predicates of texts computed once per distinct text. `rows` gives the same rows as the query, in any order.
 */
export const reportQueries = [
  {
    name: 'filter + count',
    text: `Events | where TimeGenerated >= datetime(${isoTime(windowStart)}) and TimeGenerated < datetime(${isoTime(windowEnd)}) | where Result == "failed" and Duration > 20000 | count`,
    rows: ({ TimeGenerated, Result, Duration }) => {
      const failed = codeOf('Result', 'failed');
      let count = 0;
      for (let row = 0; row < Result.length; row++) {
        if (TimeGenerated[row] >= windowStart && TimeGenerated[row] < windowEnd && Result[row] === failed && Duration[row] > 20_000)
          count++;
      }
      return [[count]];
    },
  },
  {
    name: 'summarize by string key',
    text: 'Events | summarize Events = count(), Total = sum(Duration), Last = max(TimeGenerated) by Account',
    rows: ({ Account, Duration, TimeGenerated }) => {
      const accounts = valuesOf.Account;
      const counts = new Float64Array(accounts.length);
      const totals = new Float64Array(accounts.length);
      const lasts = new Float64Array(accounts.length).fill(Number.NEGATIVE_INFINITY);
      for (let row = 0; row < Account.length; row++) {
        const account = Account[row];
        counts[account]++;
        totals[account] += Duration[row];
        if (TimeGenerated[row] > lasts[account]) lasts[account] = TimeGenerated[row];
      }
      const rows = [];
      accounts.forEach((name, i) => {
        if (counts[i] > 0) rows.push([name, counts[i], totals[i], isoTime(lasts[i])]);
      });
      return rows;
    },
  },
  {
    name: 'has + dcount by key and bin',
    text: 'Events | where Command has "powershell" | summarize Accounts = dcount(Account) by Country, bin(TimeGenerated, 1h)',
    rows: ({ Command, Account, Country, TimeGenerated }) => {
      const has = Uint8Array.from(perValue('Command', (text) => (hasTerm(text, 'powershell') ? 1 : 0)));
      const countries = valuesOf.Country;
      const accountCount = valuesOf.Account.length;
      const counts = new Float64Array(days * 24 * countries.length);
      const seen = new Uint8Array(counts.length * accountCount);
      for (let row = 0; row < Command.length; row++) {
        if (has[Command[row]] === 0) continue;
        const key = Math.floor((TimeGenerated[row] - firstMs) / hourMs) * countries.length + Country[row];
        const place = key * accountCount + Account[row];
        if (seen[place] === 0) {
          seen[place] = 1;
          counts[key]++;
        }
      }
      const rows = [];
      counts.forEach((count, key) => {
        const time = isoTime(firstMs + Math.floor(key / countries.length) * hourMs);
        if (count > 0) rows.push([countries[key % countries.length], time, count]);
      });
      return rows;
    },
  },
  {
    name: 'arg_max(TimeGenerated, *) by id',
    text: 'Events | summarize arg_max(TimeGenerated, *) by AlertId | where Result != "ok" | summarize Alerts = count(), Longest = max(Duration) by Severity, Country',
    rows: ({ AlertId, TimeGenerated, Result, Severity, Country, Duration }) => {
      const last = new Int32Array(valuesOf.AlertId.length).fill(-1);
      for (let row = 0; row < AlertId.length; row++) {
        const best = last[AlertId[row]];
        if (best < 0 || TimeGenerated[row] > TimeGenerated[best]) last[AlertId[row]] = row;
      }
      const ok = codeOf('Result', 'ok');
      const countries = valuesOf.Country;
      const counts = new Float64Array(valuesOf.Severity.length * countries.length);
      const longest = new Float64Array(counts.length);
      for (const row of last) {
        if (row < 0 || Result[row] === ok) continue;
        const key = Severity[row] * countries.length + Country[row];
        counts[key]++;
        longest[key] = Math.max(longest[key], Duration[row]);
      }
      const rows = [];
      counts.forEach((count, key) => {
        if (count > 0)
          rows.push([valuesOf.Severity[Math.floor(key / countries.length)], countries[key % countries.length], count, longest[key]]);
      });
      return rows;
    },
  },
  {
    name: 'join with 10,000 rows',
    text: 'Events | join kind=inner (Devices | where IsManaged) on Device | summarize Events = count() by Department, Result',
    rows: ({ Device, Result }) => {
      const departments = [...new Set(deviceRows.map((row) => row.department))];
      const rowOf = new Map(deviceRows.flatMap((row, i) => (row.isManaged ? [[row.name, i]] : [])));
      const departmentOf = Int32Array.from(
        perValue('Device', (name) => (rowOf.has(name) ? departments.indexOf(deviceRows[rowOf.get(name)].department) : -1)),
      );
      const results = valuesOf.Result;
      const counts = new Float64Array(departments.length * results.length);
      for (let row = 0; row < Device.length; row++) {
        const department = departmentOf[Device[row]];
        if (department >= 0) counts[department * results.length + Result[row]]++;
      }
      const rows = [];
      counts.forEach((count, key) => {
        if (count > 0) rows.push([departments[Math.floor(key / results.length)], results[key % results.length], count]);
      });
      return rows;
    },
  },
  {
    name: 'filter by dynamic paths',
    text: 'Events | where tostring(Properties.os) == "Windows" and toint(Properties.risk) > 50 | summarize Events = count() by App = tostring(Properties.app.name)',
    rows: ({ Properties }) => {
      const parsed = perValue('Properties', JSON.parse);
      const passes = Uint8Array.from(parsed, (bag) => (bag.os === 'Windows' && bag.risk > 50 ? 1 : 0));
      const counts = new Float64Array(parsed.length);
      for (let row = 0; row < Properties.length; row++) if (passes[Properties[row]] === 1) counts[Properties[row]]++;
      const byApp = new Map();
      counts.forEach((count, i) => {
        if (count > 0) byApp.set(parsed[i].app.name, (byApp.get(parsed[i].app.name) ?? 0) + count);
      });
      return [...byApp];
    },
  },
  {
    name: 'sort, first rows',
    text: 'Events | where Severity == "High" | sort by Duration desc, TimeGenerated asc | project TimeGenerated, Account, Device, Duration | take 100',
    rows: ({ Severity, Duration, TimeGenerated, Account, Device }) => {
      const high = codeOf('Severity', 'High');
      const kept = new Uint32Array(Severity.length);
      let count = 0;
      for (let row = 0; row < Severity.length; row++) if (Severity[row] === high) kept[count++] = row;
      const sorted = kept.subarray(0, count).sort((a, b) => Duration[b] - Duration[a] || TimeGenerated[a] - TimeGenerated[b] || a - b);
      return Array.from(sorted.subarray(0, 100), (row) => [
        isoTime(TimeGenerated[row]),
        valuesOf.Account[Account[row]],
        valuesOf.Device[Device[row]],
        Duration[row],
      ]);
    },
  },
  {
    name: 'mv-expand',
    text: 'Events | where Result == "blocked" | mv-expand Tag = Tags to typeof(string) | summarize Events = count(), Devices = dcount(Device) by Tag',
    rows: ({ Result, Tags, Device }) => {
      const blocked = codeOf('Result', 'blocked');
      const lists = perValue('Tags', JSON.parse);
      const tags = [...new Set(lists.flat())];
      const codes = lists.map((list) => list.map((tag) => tags.indexOf(tag)));
      const deviceCount = valuesOf.Device.length;
      const counts = new Float64Array(tags.length);
      const seen = new Uint8Array(tags.length * deviceCount);
      const distinct = new Float64Array(tags.length);
      for (let row = 0; row < Result.length; row++) {
        if (Result[row] !== blocked) continue;
        for (const tag of codes[Tags[row]]) {
          counts[tag]++;
          const place = tag * deviceCount + Device[row];
          if (seen[place] === 0) {
            seen[place] = 1;
            distinct[tag]++;
          }
        }
      }
      return tags.map((tag, i) => [tag, counts[i], distinct[i]]);
    },
  },
  {
    name: 'countif by several keys and bin',
    text: 'Events | summarize Failed = countif(Result == "failed"), Slow = countif(Duration > 50000), Events = count() by Country, Severity, bin(TimeGenerated, 1d)',
    rows: ({ Result, Duration, Country, Severity, TimeGenerated }) => {
      const failedCode = codeOf('Result', 'failed');
      const [countries, severities] = [valuesOf.Country, valuesOf.Severity];
      const size = 8 * countries.length * severities.length;
      const [failed, slow, counts] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
      for (let row = 0; row < Result.length; row++) {
        const day = Math.floor((TimeGenerated[row] - firstMs) / dayMs);
        const key = (day * countries.length + Country[row]) * severities.length + Severity[row];
        counts[key]++;
        if (Result[row] === failedCode) failed[key]++;
        if (Duration[row] > 50_000) slow[key]++;
      }
      const rows = [];
      counts.forEach((count, key) => {
        if (count === 0) return;
        const [severity, rest] = [key % severities.length, Math.floor(key / severities.length)];
        const time = isoTime(firstMs + Math.floor(rest / countries.length) * dayMs);
        rows.push([countries[rest % countries.length], severities[severity], time, failed[key], slow[key], count]);
      });
      return rows;
    },
  },
  {
    name: 'make_set and percentile of distinct rows',
    text: 'Events | where Duration > 30000 | summarize Accounts = array_length(make_set(Account, 1000)), Slowest = percentile(Duration, 95) by Device | summarize Devices = count(), Most = max(Accounts), Median = percentile(Slowest, 50)',
    rows: ({ Duration, Account, Device }) => {
      const deviceCount = valuesOf.Device.length;
      const sizes = new Uint32Array(deviceCount + 1);
      for (let row = 0; row < Device.length; row++) if (Duration[row] > 30_000) sizes[Device[row] + 1]++;
      for (let device = 0; device < deviceCount; device++) sizes[device + 1] += sizes[device];
      const next = sizes.slice();
      const durations = new Float64Array(sizes[deviceCount]);
      const accounts = new Uint32Array(durations.length);
      for (let row = 0; row < Device.length; row++) {
        if (Duration[row] <= 30_000) continue;
        const place = next[Device[row]]++;
        durations[place] = Duration[row];
        accounts[place] = Account[row];
      }
      const slowest = [];
      let most = 0;
      for (let device = 0; device < deviceCount; device++) {
        const [start, end] = [sizes[device], sizes[device + 1]];
        if (start === end) continue;
        most = Math.max(most, Math.min(1000, new Set(accounts.subarray(start, end)).size));
        const sorted = durations.subarray(start, end).sort();
        slowest.push(sorted[Math.ceil(0.95 * sorted.length) - 1]);
      }
      const sorted = Float64Array.from(slowest).sort();
      return [[slowest.length, most, sorted[Math.ceil(sorted.length / 2) - 1]]];
    },
  },
];
