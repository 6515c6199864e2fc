import { AppError } from '@mxdr/core';

/** Whoever can reach the server can ask it for a customer's rows; other machines must not. */
export function addressNotLoopback(host: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-SERVE-ADDRESS-REFUSED',
    message: `The server does not listen on "${host}".`,
    why: "It answers with a customer's data, and is meant for programs on this machine only.",
    mend: 'Leave the address out, or use 127.0.0.1, ::1 or localhost.',
  });
}

export function portUnusable(port: number, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return new AppError({
    kind: 'usage',
    code: 'MXDR-SERVE-PORT-UNUSABLE',
    message: `The server cannot listen on port ${port}${code === undefined ? '' : ` (${code})`}.`,
    mend: 'Stop what listens there, or choose another one with --port; 0 takes any that is free.',
    cause,
  });
}

export function workspaceIdUnusable(id: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-SERVE-WORKSPACE-ID-INVALID',
    message: `"${id}" is not a workspace id.`,
    mend: 'Give a GUID, as the portal shows under "Workspace ID".',
  });
}

export function workspaceTwice(id: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-SERVE-WORKSPACE-TWICE',
    message: `The workspace ${id} is given twice.`,
    why: "Two customers' rows would answer under one id.",
    mend: 'Give every workspace an id of its own.',
  });
}

export function limitUnusable(name: string, value: number): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-SERVE-LIMIT-INVALID',
    message: `The limit ${name} is ${value}.`,
    mend: 'Use a whole number from 1.',
  });
}
