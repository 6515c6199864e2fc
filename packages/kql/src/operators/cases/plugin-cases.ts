import type { OperatorCase } from '../testing/operator-case.ts';

export const PLUGIN_CASES: readonly OperatorCase[] = [
  {
    title: 'ipv4_lookup joins an address with the networks around it',
    query: `let N = datatable(net:string, land:string) ['10.0.0.0/8','A', '10.1.0.0/16','B', '192.168.1.7','C']; datatable(ip:string) ['10.1.2.3', '10.2.0.1', '192.168.1.7', '8.8.8.8', 'x'] | evaluate ipv4_lookup(N, ip, net)`,
    gives: [
      'ip:string | net:string | land:string',
      '10.1.2.3 | 10.0.0.0/8 | A',
      '10.1.2.3 | 10.1.0.0/16 | B',
      '10.2.0.1 | 10.0.0.0/8 | A',
      '192.168.1.7 | 192.168.1.7 | C',
    ],
  },
  {
    title: 'ipv4_lookup may keep rows without a match',
    query: `let N = datatable(net:string, rank:long) ['10.0.0.0/8',1]; datatable(ip:string) ['10.1.2.3', '8.8.8.8', ''] | evaluate ipv4_lookup(N, ip, net, return_unmatched=true)`,
    gives: ['ip:string | net:string | rank:long', '10.1.2.3 | 10.0.0.0/8 | 1', '8.8.8.8 |  | null', ' |  | null'],
  },
  {
    title: 'ipv4_lookup compares as many bits as both sides fix',
    query: `let N = datatable(net:string) ['10.1.2.0/24', '10.1.3.0/24', '10.2.0.0/16']; datatable(ip:string) ['10.1.0.0/16'] | evaluate ipv4_lookup(N, ip, net)`,
    gives: ['ip:string | net:string', '10.1.0.0/16 | 10.1.2.0/24', '10.1.0.0/16 | 10.1.3.0/24'],
  },
  {
    title: 'ipv4_lookup by a further key',
    query: `let N = datatable(net:string, t:string, land:string) ['10.0.0.0/8','x','A', '10.0.0.0/8','y','B']; datatable(ip:string, t:string) ['10.1.2.3','y'] | evaluate ipv4_lookup(N, ip, net, t)`,
    gives: ['ip:string | t:string | net:string | land:string', '10.1.2.3 | y | 10.0.0.0/8 | B'],
  },
  {
    title: 'ipv6_lookup knows both families',
    query: `let N = datatable(net:string) ['2001:db8::/32', '::ffff:10.0.0.0/104']; datatable(ip:string) ['2001:0db8:1::5', '10.4.4.4', '2002::1'] | evaluate ipv6_lookup(N, ip, net, true)`,
    gives: ['ip:string | net:string', '2001:0db8:1::5 | 2001:db8::/32', '10.4.4.4 | ::ffff:10.0.0.0/104', '2002::1 | '],
  },
  {
    title: 'rows_near gives the rows around a condition',
    query: 'range x from 1 to 9 step 1 | evaluate rows_near(x in (3, 8), 1)',
    gives: ['x:long', '2', '3', '4', '7', '8', '9'],
  },
  {
    title: 'rows_near may look further ahead than back',
    query: 'range x from 1 to 9 step 1 | evaluate rows_near(x == 5, 1, 2)',
    gives: ['x:long', '4', '5', '6', '7'],
  },
  {
    title: 'rolling_percentile looks at each bin and those before it',
    query:
      'range i from 0 to 7 step 1 | project t = datetime(2026-01-01) + i * 12h, v = i + 1 | evaluate rolling_percentile(v, 50, t, 1d, 2)',
    gives: [
      't:datetime | rolling_2_percentile_v_50:long',
      '2026-01-01T00:00:00.0000000Z | 1',
      '2026-01-02T00:00:00.0000000Z | 2',
      '2026-01-03T00:00:00.0000000Z | 4',
      '2026-01-04T00:00:00.0000000Z | 6',
    ],
  },
  {
    title: 'rolling_percentile by a dimension',
    query: `range i from 0 to 3 step 1 | extend k = iff(i % 2 == 0, 'a', 'b') | evaluate rolling_percentile(i, 100, i, 2, 2, k)`,
    gives: ['i:long | k:string | rolling_2_percentile_i_100:long', '0 | a | 0', '2 | a | 2', '0 | b | 1', '2 | b | 3'],
  },
  {
    title: 'bag_unpack gives a column per key, of the type of its values, in the order of names',
    query: 'datatable(d:dynamic) [dynamic({"b":1,"a":"x"}), dynamic({"b":2.5}), dynamic(null)] | evaluate bag_unpack(d)',
    gives: ['a:string | b:dynamic', 'x | 1', ' | 2.5', ' | null'],
  },
  {
    title: 'bag_unpack without some keys',
    query: `print d=dynamic({"a":1,"b":2,"c":3}) | evaluate bag_unpack(d, ignoredProperties=dynamic(['b']))`,
    gives: ['a:long | c:long', '1 | 3'],
  },
  {
    title: 'bag_unpack with a prefix',
    query: `print d=dynamic({"a":1,"b":2}) | evaluate bag_unpack(d, 'p_')`,
    gives: ['p_a:long | p_b:long', '1 | 2'],
  },
  {
    title: 'bag_unpack may replace or keep columns of the source',
    query: `datatable(a:string, d:dynamic) ['old', dynamic({"a":"new"})] | evaluate bag_unpack(d, columnsConflict='replace_source') | union (datatable(a:string, d:dynamic) ['old', dynamic({"a":"new"})] | evaluate bag_unpack(d, columnsConflict='keep_source'))`,
    gives: ['a:string', 'new', 'old'],
  },
  {
    title: 'bag_unpack into declared columns',
    query: `datatable(d:dynamic, s:string) [dynamic({"n":"Ada","age":"7","x":1}), 'k', dynamic({"n":"Bob"}), 'l'] | evaluate bag_unpack(d) : (*, n:string, age:long, none:string)`,
    gives: ['s:string | n:string | age:long | none:string', 'k | Ada | 7 | ', 'l | Bob | null | '],
  },
  {
    title: 'bag_unpack over no rows lets later operators name any column',
    query: 'Thing_CL | where false | evaluate bag_unpack(Bag) | where Unknown == 1 | summarize count()',
    gives: ['count_:long', '0'],
  },
  {
    title: 'pivot counts per value',
    query: 'Thing_CL | evaluate pivot(Key) | project-away TimeGenerated, Bag | sort by Size asc',
    gives: ['Size:long | a:long | b:long', '1 | 1 | 0', '2 | 0 | 1', '3 | 1 | 0'],
  },
  {
    title: 'pivot aggregates by the named keys',
    query: `datatable(k:string, c:string, n:long) ['a','x',1, 'a','y',2, 'b','x',4] | evaluate pivot(c, sum(n), k) | sort by k asc`,
    gives: ['k:string | x:long | y:long', 'a | 1 | 2', 'b | 4 | 0'],
  },
  {
    title: 'narrow gives a row per cell',
    query: 'Owner_CL | evaluate narrow()',
    gives: ['Row:long | Column:string | Value:string', '0 | Key | a', '0 | Owner | ada'],
  },
  {
    title: 'hll and dcount_hll count distinct values through states',
    query:
      'range x from 1 to 10 step 1 | summarize h=hll(x % 4), i=hll_if(x, x > 8) by g=x % 2 | summarize h=hll_merge(h), i=hll_merge(i) | project dcount_hll(h), dcount_hll(hll_merge(h, i))',
    gives: ['dcount_hll_h:long | dcount_hll_hll_merged_result:long', '4 | 6'],
  },
  {
    title: 'tdigest and its kin keep exact percentiles',
    query:
      'range x from 1 to 100 step 1 | summarize t=tdigest(x) by g=x % 2 | summarize t=tdigest_merge(t) | project percentile_tdigest(t, 90, typeof(long)), rank_tdigest(t, 50), percentrank_tdigest(t, 25), percentiles_array_tdigest(t, 10, 20.5)',
    gives: ['percentile_tdigest_t:long | Column1:real | Column2:real | percentile_tdigest_t1:dynamic', '90 | 50 | 25 | [10,21]'],
  },
  {
    title: 'tdigest takes weights',
    query:
      'datatable(v:long, w:long) [1,1, 2,8, 3,1] | summarize t=tdigest(v, w) | project percentile_tdigest(t, 10), percentile_tdigest(t, 90), percentile_tdigest(t, 95)',
    gives: ['percentile_tdigest_t:dynamic | percentile_tdigest_t1:dynamic | percentile_tdigest_t2:dynamic', '1 | 2 | 3'],
  },
];
