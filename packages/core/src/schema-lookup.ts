import type { z } from 'zod';
import type { YamlPath } from './yaml-source.ts';

type Schema = z.core.$ZodType;

/** Everything that the schema may be underneath its defaults, optionals and unions. */
function alternativesOf(schema: Schema): readonly Schema[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return alternativesOf(def.innerType);
    case 'union':
      return def.options.flatMap(alternativesOf);
    case 'lazy':
      return alternativesOf(def.getter());
    case 'pipe':
      return alternativesOf(def.in);
    default:
      return [schema];
  }
}

function stepInto(schema: Schema, step: string | number): readonly Schema[] {
  return alternativesOf(schema).flatMap((alternative) => {
    const { def } = (alternative as z.core.$ZodTypes)._zod;
    if (def.type === 'object') return Object.hasOwn(def.shape, step) ? [def.shape[step] as Schema] : [];
    if (def.type === 'array') return [def.element];
    if (def.type === 'record') return [def.valueType];
    if (def.type === 'tuple') return def.items[Number(step)] === undefined ? [] : [def.items[Number(step)] as Schema];
    return [];
  });
}

/** The schemas that may stand at the path. */
export function schemasAt(schema: Schema, path: YamlPath): readonly Schema[] {
  return path.reduce<readonly Schema[]>((current, step) => current.flatMap((one) => stepInto(one, step)), [schema]);
}

/** The keys that a map at the path may have. */
export function keysAt(schema: Schema, path: YamlPath): readonly string[] {
  const keys = schemasAt(schema, path)
    .flatMap(alternativesOf)
    .flatMap((alternative) => {
      const { def } = (alternative as z.core.$ZodTypes)._zod;
      if (def.type === 'object') return Object.keys(def.shape);
      if (def.type !== 'record') return [];
      const key = (def.keyType as z.core.$ZodTypes)._zod.def;
      return key.type === 'enum' ? Object.values(key.entries).map(String) : [];
    });
  return [...new Set(keys)];
}
