import { createHash } from 'node:crypto';

/** Namespace of every id that this project derives. It must never change: all resource names in all tenants come from it. */
const namespace = 'c1a4be5b-6f86-5c28-9a0e-3d6cf0b2a771';

/** Kinds of Azure objects whose names are GUIDs. */
export type StableIdKind =
  | 'rule'
  | 'automation'
  | 'hunting'
  | 'health'
  | 'function'
  | 'watchlist-item'
  | 'microsoft-rule'
  | 'role-assignment'
  | 'workbook'
  | 'connector'
  | 'lighthouse-definition'
  | 'lighthouse-assignment';

/** A version 5 UUID (RFC 9562) of a text within a namespace. */
export function uuidV5(namespaceId: string, text: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespaceId.replaceAll('-', ''), 'hex'))
    .update(text, 'utf8')
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/**
 * The GUID of one object of one customer: equal on every machine, stable over renames of display names, different for every customer.
 * @param contentId id of the content, e.g. the rule's own id
 */
export function stableId(customerId: string, kind: StableIdKind, contentId: string): string {
  return uuidV5(namespace, JSON.stringify([customerId, kind, contentId.toLowerCase()]));
}

/** A Terraform address of a content id: the same for every customer, so that states can be compared. */
export function addressOf(prefix: string, contentId: string): string {
  return `${prefix}-${contentId.toLowerCase().replaceAll(/[^a-z0-9-]/gu, '-')}`;
}

/** The UUID of a text, for addresses of things that are named by free text. */
export function uuidOfText(text: string): string {
  return uuidV5(namespace, text);
}
