import { z } from 'zod';

/** Names that a report definition gives and uses. */
export const identifier = (what: string) =>
  z.string().regex(/^[a-z][a-z0-9-]{0,48}$/, `must be lower-case letters, digits and hyphens (${what})`);
export const columnName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,80}$/, 'must be a column name');
export const tableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,80}$/, 'must be a table name');
