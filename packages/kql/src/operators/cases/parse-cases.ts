import type { OperatorCase } from '../testing/operator-case.ts';

const KEYS = "as (name:string, phone:string) with (pair_delimiter=' ', kv_delimiter='='";

export const PARSE_CASES: readonly OperatorCase[] = [
  {
    title: 'parse-kv ends values at the pair delimiter',
    query: `print s='name=Ada Byron phone=1 2' | parse-kv s ${KEYS}) | project-away s`,
    gives: ['name:string | phone:string', 'Ada | 1'],
  },
  {
    title: 'parse-kv that is greedy ends values at the next key',
    query: `print s='name=Ada Byron phone=1 2' | parse-kv s ${KEYS}, greedy=true) | project-away s`,
    gives: ['name:string | phone:string', 'Ada Byron | 1 2'],
  },
  {
    title: 'parse-kv reads quoted keys and values, quotes that differ, and escapes',
    query: `print s='x=1 (my key)=(a b) t=\\'it\\\\\\'s\\' x=2' | parse-kv s as (['my key']:string, t:string, x:long, none:long) with (pair_delimiter=' ', kv_delimiter='=', quote='()', quote="'", escape='\\\\') | project-away s`,
    gives: ['my key:string | t:string | x:long | none:long', "a b | it's | 1 | null"],
  },
  {
    title: 'parse-kv trims keys and values',
    query: `print s='a: 1 , b : two words' | parse-kv s as (a:long, b:string) with (pair_delimiter=',', kv_delimiter=':') | project-away s`,
    gives: ['a:long | b:string', '1 | two words'],
  },
  {
    title: 'parse-kv without delimiters finds keys as whole words',
    query: `print s='[x] UserId:7, User: "ada b"; Text=Started' | parse-kv s as (User:string, UserId:int, Text:string) with (quote='"') | project-away s`,
    gives: ['User:string | UserId:int | Text:string', 'ada b | 7 | Started'],
  },
  {
    title: 'parse-kv takes key and value from the groups of a regex',
    query: `print s='<a b -> 1><c->x>' | parse-kv s as (['a b']:long, c:string) with (regex=@'<([^>-]+)->([^>]*)>') | project-away s`,
    gives: ['a b:long | c:string', '1 | x'],
  },
];
