import { DynamicBag } from '../../columns/dynamic-value.ts';
import type { DynamicValue } from '../../columns/dynamic-value.ts';

const MAX_DEPTH = 200;

interface Element {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: Element[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/**
 * XML as the service shapes it: an element with text only is that text, attributes are keys with `@`, text beside them is `#text`, a name
 * that repeats becomes an array. No entities beyond the five of XML are resolved and nothing is ever fetched. `undefined` when not XML.
 */
export function parseXmlText(text: string): DynamicValue | undefined {
  const tokens =
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE[^>]*>|<\/([^\s>]+)\s*>|<([^\s/>]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/y;
  const root: Element = { name: '', attributes: [], children: [], text: '' };
  const open: Element[] = [root];
  const source = text.trim();
  while (tokens.lastIndex < source.length) {
    const token = tokens.exec(source);
    if (token === null || open.length > MAX_DEPTH) return undefined;
    const [, data, closed, opened, attributes = '', selfClosed, chars] = token;
    const top = open.at(-1)!;
    if (data !== undefined) top.text += data;
    else if (chars !== undefined) top.text += decode(chars);
    else if (closed !== undefined) {
      if (open.length < 2 || top.name !== closed) return undefined;
      open.pop();
    } else if (opened !== undefined) {
      const pairs = [...attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
        (match) => [match[1]!, decode(match[2] ?? match[3] ?? '')] as const,
      );
      const element: Element = { name: opened, attributes: pairs, children: [], text: '' };
      top.children.push(element);
      if (selfClosed !== '/') open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '') return undefined;
  const [top] = root.children;
  return new DynamicBag(new Map([[top!.name, shape(top!)]]));
}

function shape(element: Element): DynamicValue {
  const entries = new Map<string, DynamicValue>(element.attributes.map(([name, value]) => [`@${name}`, value]));
  const text = element.text.trim();
  if (entries.size === 0 && element.children.length === 0) return text === '' ? null : text;
  if (text !== '') entries.set('#text', text);
  for (const child of element.children) {
    const value = shape(child);
    const known = entries.get(child.name);
    if (!entries.has(child.name)) entries.set(child.name, value);
    else if (element.children.filter((other) => other.name === child.name).indexOf(child) === 1)
      entries.set(child.name, [known ?? null, value]);
    else entries.set(child.name, [...(known as readonly DynamicValue[]), value]);
  }
  return new DynamicBag(entries);
}
