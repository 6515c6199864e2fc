import { DecimalValue } from '../../columns/decimal-value.ts';
import { DynamicBag } from '../../columns/dynamic-value.ts';
import type { DynamicValue } from '../../columns/dynamic-value.ts';
import type { Scalar } from '../../columns/scalar.ts';
import { toText } from '../convert-scalars.ts';
import { parseXmlText } from './parse-xml.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { valueFunction } from '../scalar-function.ts';

const bag = (entries: Readonly<Record<string, DynamicValue>>): DynamicBag => new DynamicBag(new Map(Object.entries(entries)));

function parseQuery(query: string): DynamicBag {
  const entries = new Map<string, DynamicValue>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    if (at < 0) entries.set(pair, '');
    else entries.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return new DynamicBag(entries);
}

/** The parts of an absolute URL, each as text. */
function parseUrl(text: string): DynamicValue {
  const match =
    /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(
      text,
    );
  if (match === null)
    return bag({ Scheme: '', Host: '', Port: '', Path: '', Username: '', Password: '', 'Query Parameters': bag({}), Fragment: '' });
  const [, scheme = '', user = '', password = '', host = '', port = '', path = '', query = '', fragment = ''] = match;
  return bag({
    Scheme: scheme,
    Host: host,
    Port: port,
    Path: path,
    Username: user,
    Password: password,
    'Query Parameters': parseQuery(query),
    Fragment: fragment,
  });
}

/** The parts of a file path with either kind of slash. A scheme, a drive and an alternate data stream are told apart. */
function parsePath(text: string): DynamicValue {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text)?.[1] ?? '';
  const path = scheme === '' ? text : text.slice(scheme.length + 3);
  const root = /^(?:[\\/]{2}\?[\\/])?([A-Za-z]:)(?=[\\/]|$)/.exec(path)?.[1] ?? '';
  const lastSeparator = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  const directory = lastSeparator < 0 ? '' : path.slice(0, lastSeparator);
  const name = path.slice(lastSeparator + 1);
  const colon = name === root ? -1 : name.indexOf(':');
  const filename = colon < 0 ? name : name.slice(0, colon);
  const dot = filename.lastIndexOf('.');
  return bag({
    Scheme: scheme,
    RootPath: root,
    DirectoryPath: directory,
    DirectoryName: directory.slice(Math.max(directory.lastIndexOf('/'), directory.lastIndexOf('\\')) + 1),
    Filename: filename,
    Extension: dot < 0 ? '' : filename.slice(dot + 1),
    AlternateDataStreamName: colon < 0 ? '' : name.slice(colon + 1),
  });
}

/** Windows rules of CommandLineToArgvW. */
function parseCommandLine(text: string): DynamicValue {
  const args: string[] = [];
  let current = '';
  let hasCurrent = false;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\\') {
      let slashes = 1;
      while (text[at + slashes] === '\\') slashes++;
      hasCurrent = true;
      if (text[at + slashes] === '"') {
        current += '\\'.repeat(Math.floor(slashes / 2));
        if (slashes % 2 === 1) {
          current += '"';
          at++;
        }
      } else current += '\\'.repeat(slashes);
      at += slashes - 1;
    } else if (character === '"') {
      hasCurrent = true;
      if (isQuoted && text[at + 1] === '"') {
        current += '"';
        at++;
      } else isQuoted = !isQuoted;
    } else if (!isQuoted && (character === ' ' || character === '\t')) {
      if (hasCurrent) args.push(current);
      current = '';
      hasCurrent = false;
    } else {
      current += character;
      hasCurrent = true;
    }
  }
  if (hasCurrent) args.push(current);
  return args.length === 0 ? null : args;
}

/** `1.2.3` as a number that orders as versions do, up to four parts of eight digits. */
function parseVersion(text: string): Scalar {
  const parts = text.trim().split('.');
  if (parts.length > 4 || !parts.every((part) => /^\d{1,8}$/.test(part))) return null;
  const padded = [...parts, '0', '0', '0'].slice(0, 4);
  return new DecimalValue(BigInt(padded.map((part) => part.padStart(8, '0')).join('')), 0);
}

/** Functions that take a text apart. */
export const parsingFunctions: readonly ScalarFunction[] = [
  valueFunction('parse_url', { aliases: ['parseurl'], doc: 'parts of a URL', args: 1, result: 'dynamic' }, ([text], [type]) =>
    parseUrl(toText(type!, text!)),
  ),
  valueFunction(
    'parse_urlquery',
    { aliases: ['parseurlquery'], doc: 'parameters of a URL query', args: 1, result: 'dynamic' },
    ([text], [type]) => bag({ 'Query Parameters': parseQuery(toText(type!, text!).replace(/^\?/, '')) }),
  ),
  valueFunction('parse_path', { doc: 'parts of a file path', args: 1, result: 'dynamic' }, ([text], [type]) =>
    parsePath(toText(type!, text!)),
  ),
  valueFunction('parse_command_line', { doc: 'arguments of a Windows command line', args: 2, result: 'dynamic' }, ([text, parser], types) =>
    String(parser).toLowerCase() === 'windows' ? parseCommandLine(toText(types[0]!, text!)) : null,
  ),
  valueFunction(
    'parse_xml',
    { doc: 'XML text as a dynamic value', args: 1, result: 'dynamic' },
    ([text], [type]) => parseXmlText(toText(type!, text!)) ?? null,
  ),
  valueFunction(
    'parse_version',
    { doc: 'a version as a number that orders as versions do', args: 1, result: 'decimal' },
    ([text], [type]) => parseVersion(toText(type!, text!)),
  ),
];
