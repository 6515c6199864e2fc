import { quoteForShell } from './escape-text.ts';

/** Begins every script that can change something: it only says what it would do, unless `--apply` is given. */
export const dryRunFirst = `apply=false
case "\${1:-}" in
  '') ;;
  --apply) apply=true ;;
  *) printf 'usage: %s [--apply]\\n' "$0" >&2; exit 3 ;;
esac
would() { if [ "$apply" = true ]; then printf 'now: %s\\n' "$1"; else printf 'would: %s\\n' "$1"; fi; }`;

/**
 * Calls to Azure and to Microsoft Graph. The Azure CLI may not ask Graph for these policies, so Graph is called by its own PowerShell
 * module. Both answer 4 for what does not exist, and end the script for everything else that fails: what cannot be read is never taken
 * for absent.
 */
export const calls = `azure() { # METHOD PATH
  local answer
  if answer=$(az rest --method "$1" --url "https://management.azure.com$2" --output json 2>&1); then printf '%s\\n' "$answer"; return 0; fi
  case "$answer" in
    *NotFound*|*'Not Found'*|*'does not exist'*) return 4 ;;
    *) printf 'no answer: %s %s\\n%s\\n' "$1" "$2" "$answer" >&2; return 2 ;;
  esac
}
graph() { # METHOD PATH [BODY]
  local file code=0
  file=$(mktemp)
  pwsh -NoProfile -File "$here/graph.ps1" -Tenant "$tenant" -Scopes "$scopes" -Method "$1" -Uri "https://graph.microsoft.com/v1.0$2" -OutFile "$file" \${3:+-BodyFile "$3"} >&2 || code=$?
  if [ "$code" = 0 ]; then cat "$file"; fi
  rm -f "$file"
  if [ "$code" != 0 ] && [ "$code" != 4 ]; then printf 'no answer: %s %s\\n' "$1" "$2" >&2; code=2; fi
  return "$code"
}
partner() { graph get /policies/crossTenantAccessPolicy/partners | jq -c --arg tenant "$operator" '[.value[] | select(.tenantId == $tenant)][0] // empty'; }`;

const toolCheck = (tools: readonly string[]): string =>
  `for tool in ${tools.join(' ')}; do command -v "$tool" >/dev/null || { printf 'missing: %s; Azure Cloud Shell (Bash) has it\\n' "$tool" >&2; exit 3; }; done`;

export const signedIn = `actual=$(az account show --query tenantId --output tsv)
if [ "$actual" != "$tenant" ]; then printf 'signed in to tenant %s, expected %s: az login --tenant %s\\n' "$actual" "$tenant" "$tenant" >&2; exit 3; fi`;

export interface ScriptParts {
  readonly purpose: string;
  readonly tools: readonly string[];
  /** Variables: a text, or a list of texts. Their names are our own; the values may be anything. */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
  /** Path from the script's folder to that of graph.ps1. @default '.' */
  readonly home?: string;
}

/** A whole script of Bash. */
export function script({ purpose, tools, values, body, home = '.' }: ScriptParts): string {
  const assignments = Object.entries(values).map(([name, value]) =>
    typeof value === 'string' ? `${name}=${quoteForShell(value)}` : `${name}=(${value.map(quoteForShell).join(' ')})`,
  );
  return [
    '#!/usr/bin/env bash',
    `# ${purpose}`,
    'set -euo pipefail',
    'cd "$(dirname "$0")"',
    `here=${home}`,
    toolCheck(tools),
    ...assignments,
    body.trim(),
    '',
  ].join('\n');
}
