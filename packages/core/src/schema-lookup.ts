import { z } from 'zod';
import type { YamlPath } from './yaml-source.ts';

type Schema = z.core.$ZodType;

/** Everything that the schema may be underneath its defaults, optionals and unions. */
function alternativesOf(schema: Schema): readonly Schema[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  ) {
    return alternativesOf(schema.unwrap());
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(alternativesOf);
  if (schema instanceof z.ZodPipe) return alternativesOf(schema.in);
  if (schema instanceof z.ZodLazy) return alternativesOf(schema.unwrap());
  return [schema];
}

function stepInto(schema: Schema, step: string | number): readonly Schema[] {
  return alternativesOf(schema).flatMap((alternative): readonly Schema[] => {
    if (alternative instanceof z.ZodObject)
      return Object.entries(alternative.shape).flatMap(([key, value]) => (key === step ? [value] : []));
    if (alternative instanceof z.ZodArray) return [alternative.element];
    if (alternative instanceof z.ZodRecord) return [alternative.valueType];
    return [];
  });
}

/** The schemas that may stand at the path. */
export function schemasAt(schema: Schema, path: YamlPath): readonly Schema[] {
  return path.reduce<readonly Schema[]>((current, step) => current.flatMap((one) => stepInto(one, step)), [schema]);
}

/** What the schema at the path says about itself; the innermost description wins over none. */
export function descriptionAt(schema: Schema, path: YamlPath): string | undefined {
  return schemasAt(schema, path)
    .flatMap((one) => [one, ...alternativesOf(one)])
    .flatMap((one) => (one instanceof z.ZodType && one.description !== undefined ? [one.description] : []))[0];
}

/** The keys that a map at the path may have. */
export function keysAt(schema: Schema, path: YamlPath): readonly string[] {
  const keys = schemasAt(schema, path)
    .flatMap(alternativesOf)
    .flatMap((alternative): readonly string[] => {
      if (alternative instanceof z.ZodObject) return Object.keys(alternative.shape);
      return alternative instanceof z.ZodRecord && alternative.keyType instanceof z.ZodEnum ? alternative.keyType.options.map(String) : [];
    });
  return [...new Set(keys)];
}
