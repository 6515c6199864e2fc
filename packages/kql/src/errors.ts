import { AppError } from '@mxdr/core';

/** A stretch of the query's text. Line and column count from 1. */
export interface QueryPosition {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** Something that the engine does not do. Raised before any row is read; never a wrong answer instead. */
export class KqlUnsupported extends Error {
  readonly feature: string;
  readonly position: QueryPosition;

  constructor(feature: string, position: QueryPosition) {
    super(`${feature} is not supported by the embedded workspace`);
    this.name = 'KqlUnsupported';
    this.feature = feature;
    this.position = position;
  }
}

/** The query is valid by its grammar and fails on its own terms, e.g. `prev()` over rows without an order. */
export class KqlInvalid extends Error {
  readonly position: QueryPosition | undefined;

  constructor(message: string, position: QueryPosition | undefined) {
    super(message);
    this.name = 'KqlInvalid';
    this.position = position;
  }
}

/** A limit of `KqlLimits` was reached. */
export class KqlLimitReached extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KqlLimitReached';
  }
}

/** A table that the query names and the workspace does not have. */
export class KqlTableMissing extends Error {
  readonly tables: readonly string[];

  constructor(tables: readonly string[]) {
    super(`the workspace has no table ${tables.join(', ')}`);
    this.name = 'KqlTableMissing';
    this.tables = tables;
  }
}

export function kqlLimit(message: string): KqlLimitReached {
  return new KqlLimitReached(message);
}

/** The language service is broken or of another version than this code was written for. */
export function languageServiceUnusable(cause: unknown): AppError {
  return new AppError({
    kind: 'internal',
    code: 'MXDR-KQL-LANGUAGE-SERVICE',
    message: 'the KQL language service could not be loaded',
    mend: 'reinstall the dependencies with `npm ci`; the service is pinned to one version',
    cause,
  });
}
