import type { OperatorCase } from '../testing/operator-case.ts';

export const CHOICE_CASES: readonly OperatorCase[] = [
  {
    title: 'search finds a term in any column, below the name of the table',
    query: `search in (Owner_CL, Thing_CL) "a" | project ['$table'], Key, Size | sort by Size asc`,
    gives: ['$table:string | Key:string | Size:long', 'Owner_CL | a | null', 'Thing_CL | a | 1', 'Thing_CL | a | 3'],
  },
  {
    title: 'search reads all tables and views when none is listed',
    query: `let Own_View = view () { print Owner="bob" }; let Hidden = print Owner="bob"; search Owner:"b*" | project ['$table'], Owner`,
    gives: ['$table:string | Owner:string', 'Own_View | bob'],
  },
  {
    title: 'search frees the end of a term that has a star',
    query: 'search in (Owner_CL) "*da" and Owner:"a*" and "*d*" and "a*a" | project Owner',
    gives: ['Owner:string', 'ada'],
  },
  {
    title: 'search of kind case_sensitive tells letters apart',
    query: 'search kind=case_sensitive in (Owner_CL) "ADA" or Owner:"Ada" | count',
    gives: ['Count:long', '0'],
  },
  {
    title: 'search behind a pipe sees values of every type as text',
    query: `Thing_CL | search "2026" and "k" | project ['$table'], Size`,
    gives: ['$table:string | Size:long', 'Thing_CL | 1'],
  },
  {
    title: 'where * has looks into every column',
    query: 'Thing_CL | where * has "k" | project Size',
    gives: ['Size:long', '1'],
  },
  {
    title: 'find casts the columns that it projects and packs the others',
    query: 'find in (Thing_CL, Owner_CL) where Key == "a" and Size != 3 project Key, Size:string, pack(*) | project-away pack_',
    gives: ['source_:string | Key:string | Size:string', 'Thing_CL | a | 1', 'Owner_CL | a | '],
  },
  {
    title: 'find without a projection gives the columns of the condition and the common ones',
    query: 'find in (Owner_CL, Thing_CL) where Owner == "ada"',
    gives: ['source_:string | Key:string | Owner:string', 'Owner_CL | a | ada'],
  },
  {
    title: 'top-hitters sums a weight',
    query: 'Thing_CL | top-hitters 1 of Key by Size',
    gives: ['Key:string | approximate_sum_Size:long', 'a | 4'],
  },
  {
    title: 'top-hitters counts rows',
    query: 'Thing_CL | top-hitters 2 of Key',
    gives: ['Key:string | approximate_count_Key:long', 'a | 2', 'b | 1'],
  },
  {
    title: 'top-nested takes the top of each level within the level above',
    query: 'Thing_CL | top-nested 1 of Key by Total=sum(Size), top-nested 1 of Size by max(Size) asc',
    gives: ['Key:string | Total:long | Size:long | aggregated_Size:long', 'a | 4 | 1 | 1'],
  },
  {
    title: 'top-nested gives what is below the top a row of others, at every level that wants one',
    query: 'Thing_CL | top-nested 1 of Key by sum(Size), top-nested 1 of Size with others=-1 by max(Size)',
    gives: ['Key:string | aggregated_Key:long | Size:long | aggregated_Size:long', 'a | 4 | 3 | 3', 'a | 4 | -1 | 1', ' | null | -1 | 2'],
  },
  {
    title: 'top-nested without a number keeps all values, also null ones',
    query: `datatable(k:string, n:long) ['a', 1, 'a', long(null)] | top-nested of k by Ignore=max(1), top-nested of n by count() | sort by n asc`,
    gives: ['k:string | Ignore:long | n:long | aggregated_n:long', 'a | 1 | null | 1', 'a | 1 | 1 | 1'],
  },
  {
    title: 'scan carries values from row to row',
    query: 'range x from 1 to 4 step 1 | scan declare (total:long=0) with (step s: true => total = x + s.total;)',
    gives: ['x:long | total:long', '1 | 1', '2 | 3', '3 | 6', '4 | 10'],
  },
  {
    title: 'scan moves a sequence from step to step and numbers it',
    query: `datatable(t:long, e:string) [1,'x', 2,'in', 3,'a', 4,'b', 5,'out', 6,'c', 7,'in', 8,'out'] | sort by t asc | scan with_match_id=m with (step s1: e == 'in'; step s2: e != 'in' and e != 'out'; step s3: e == 'out' and t - s1.t < 10;)`,
    gives: ['t:long | e:string | m:long', '2 | in | 0', '3 | a | 0', '4 | b | 0', '5 | out | 0', '7 | in | 1', '8 | out | 0'],
  },
  {
    title: 'scan gives only the last of repeated matches, or none',
    query: `datatable(t:long, e:string) [1,'a', 2,'a', 3,'b', 4,'a'] | sort by t asc | scan declare (n:long=0) with (step s1 output=last: e == 'a' => n = s1.n + 1; step s2 output=none: e == 'b';)`,
    gives: ['t:long | e:string | n:long', '2 | a | 2', '4 | a | 1'],
  },
  {
    title: 'sample gives so many rows',
    query: 'Thing_CL | sample 2 | count',
    gives: ['Count:long', '2'],
  },
  {
    title: 'sample of more rows than there are gives all',
    query: 'Thing_CL | sample 10 | summarize sum(Size)',
    gives: ['sum_Size:long', '6'],
  },
  {
    title: 'sample-distinct gives so many distinct values',
    query: 'Thing_CL | sample-distinct 1 of Key',
    gives: ['Key:string', 'a'],
  },
  {
    title: 'project-by-names takes names, arrays of names and patterns, and passes over unknown ones',
    query: 'Thing_CL | take 1 | project-by-names "Size", dynamic(["Nothing", "Key"]), "T*"',
    gives: ['Size:long | Key:string | TimeGenerated:datetime', '1 | a | 2026-01-01T00:00:00.0000000Z'],
  },
  {
    title: 'declare pattern gives the member with the values of the call',
    query:
      'declare pattern p = (a:string)[b:string] { ("x").["one"] = { print r=1 }; ("x").["two"] = { let n = 2; print r=n }; }; p("x").two',
    gives: ['r:long', '2'],
  },
  {
    title: 'declare pattern without a path',
    query: 'declare pattern app = (a:string) { ("things") = { Thing_CL | count }; }; app("things")',
    gives: ['Count:long', '3'],
  },
  {
    title: 'let hides a table from the next statement on',
    query: 'let Thing_CL = Thing_CL | where Size > 1; Thing_CL | count',
    gives: ['Count:long', '2'],
  },
  {
    title: 'set options that only steer the service change nothing',
    query: 'set notruncation; set query_results_cache_max_age = time(5m); Owner_CL | count',
    gives: ['Count:long', '1'],
  },
  {
    title: 'declare query_parameters without values takes the defaults',
    query: 'declare query_parameters(least:long = 2, what:string = "b"); Thing_CL | where Size >= least and Key == what | project Size',
    gives: ['Size:long', '2'],
  },
  {
    title: 'mv-apply may serialize its rows',
    query: 'print v=dynamic([3,1]) | mv-apply v to typeof(long) on (serialize n=row_number()) | project v, n',
    gives: ['v:long | n:long', '3 | 1', '1 | 2'],
  },
  {
    title: 'partition runs a pipeline for each value',
    query: 'Thing_CL | partition hint.strategy=native by Key (top 1 by Size | project Key, Size) | sort by Key asc',
    gives: ['Key:string | Size:long', 'a | 3', 'b | 2'],
  },
];
