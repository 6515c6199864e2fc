import type { OperatorCase } from '../testing/operator-case.ts';

export const UNION_CASES: readonly OperatorCase[] = [
  {
    title: 'union gives a column that comes with two types one name per type, plain names first',
    query:
      'let A = view () { print x=1 }; let B = view () { print x=toint(2) }; let C = view () { print x_long=3 }; union withsource=Name A, B, C',
    gives: ['Name:string | x_long1:long | x_int:int | x_long:long', 'A | 1 | null | null', 'B | null | 2 | null', 'C | null | null | 3'],
  },
  {
    title: 'union names sources by as, by let, by table through filters, else by position',
    query:
      'let L = range x from 1 to 1 step 1; union withsource=Name (range x from 2 to 2 step 1 | as Two), L, (Thing_CL | where Size == 3 | project x=Size), (print x=4)',
    gives: ['Name:string | x:long', 'Two | 2', 'L | 1', 'Thing_CL | 3', 'union_arg3 | 4'],
  },
  {
    title: 'union that is fuzzy leaves out members that name missing tables or their columns',
    query:
      'let A = view () { print x=1 }; union isfuzzy=true (A | where x > 0), (Missing_CL | where y > 0), Nothing*, (Gone_CL | project z) | count',
    gives: ['Count:long', '1'],
  },
  {
    title: 'union that is fuzzy leaves out members that call functions which nobody declared',
    query: 'union isfuzzy=true (print x=1), (_Im_Dns(domain_has_any=dynamic(["a"])) | where DnsQuery == "a" | extend x=2) | project x',
    gives: ['x:long', '1'],
  },
  {
    title: 'union takes tables and views that match a wildcard',
    query: 'let Own_View = view () { print Owner="bob" }; let NotAView = print Owner="eve"; union Own* | project Owner | sort by Owner asc',
    gives: ['Owner:string', 'ada', 'bob'],
  },
  {
    title: 'union of kind inner keeps the common columns',
    query: 'union kind=inner Owner_CL, (Thing_CL | where Size == 2)',
    gives: ['Key:string', 'a', 'b'],
  },
  {
    title: 'union behind a pipe has the piped rows first',
    query: 'Thing_CL | where Size > 2 | union withsource=Name Owner_CL | project Name, Key, Owner',
    gives: ['Name:string | Key:string | Owner:string', 'Thing_CL | a | ', 'Owner_CL | a | ada'],
  },
  {
    title: 'union that is fuzzy leaves out members that name a missing table behind an operator whose columns come with the rows',
    query:
      'union isfuzzy=true (print x=1), (print x=2, b=dynamic({"Key":"a"}) | evaluate bag_unpack(b) | join (Gone_CL) on Key) | project x',
    gives: ['x:long', '1'],
  },
  {
    title: 'union that is fuzzy and of kind inner does not count such a member',
    query:
      'union kind=inner isfuzzy=true (print x=1), (print x=2, b=dynamic({"Key":"a"}) | evaluate bag_unpack(b) | join (Gone_CL) on Key) | project x',
    gives: ['x:long', '1'],
  },
  {
    title: 'union that is fuzzy leaves out a named table that is missing, and a table of the catalogue without rows',
    query:
      'let Away = SigninLogs | where UserPrincipalName != "" | project x=3; union isfuzzy=true (print x=1), Away, (Away | where x > 0) | project x',
    gives: ['x:long', '1'],
  },
  {
    title: 'a table that a fuzzy union left out is still missing where it is read again',
    query: 'let Away = SigninLogs | project x=3; union isfuzzy=true (print x=1), Away | join kind=leftouter (Away) on x',
    gives: ['MXDR-KQL-TABLE-MISSING: the workspace has no table SigninLogs'],
  },
  {
    title: 'a table that is missing behind an operator whose columns come with the rows is missing',
    query: 'print b=dynamic({"Key":"a"}) | evaluate bag_unpack(b) | join kind=leftouter (SigninLogs) on $left.Key == $right.UserId',
    gives: ['MXDR-KQL-TABLE-MISSING: the workspace has no table SigninLogs'],
  },
  {
    title: 'union that is fuzzy leaves out members whose sub-query names a missing table',
    query: 'union isfuzzy=true (print x=1), (print x=2 | where x !in ((SigninLogs | project toint(ResultType))))',
    gives: ['x:long', '1'],
  },
  {
    title: 'union that is fuzzy names its tables when none of them is there',
    query: 'union isfuzzy=true SigninLogs, (Gone_CL | where x > 0)',
    gives: ['MXDR-KQL-TABLE-MISSING: the workspace has no table Gone_CL, SigninLogs'],
  },
  {
    title: 'union that is fuzzy leaves out a member of which no table is there',
    query: 'union isfuzzy=true (print x=1), (union isfuzzy=true SigninLogs, Gone_CL | project x=2)',
    gives: ['x:long', '1'],
  },
];
