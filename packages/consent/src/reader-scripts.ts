import type { ConsentInput } from './consent-input.ts';
import { readerOf, readerPermissionsOf } from './reader-application.ts';
import { calls, dryRunFirst, script } from './shell-script.ts';

/** What the person who compares must be allowed to read. */
export const readerReadScope = 'Application.Read.All';
/** What the person who adds the application, or takes it away, must be allowed to do. */
const addScopes = 'Application.ReadWrite.All,AppRoleAssignment.ReadWrite.All';
export const readerRemoveScope = 'Application.ReadWrite.All';

/** Variables of the application: `permissions` are lines of API, id and name of an app role. */
export function readerValues(input: ConsentInput): Readonly<Record<string, string | readonly string[]>> {
  const reader = readerOf(input);
  if (reader === undefined) return {};
  return {
    reader: reader.clientId,
    readerName: reader.displayName,
    permissions: readerPermissionsOf(input).map(({ api, id, name }) => `${api.appId} ${id} ${name}`),
  };
}

/** A service principal of this tenant, by the id of its application. Ends with 4 where there is none, as all calls do. */
const principal = `principal() { graph get "/servicePrincipals(appId='$1')"; }
# Sets found to the principal of an application, or to nothing; ends the script where that cannot be read.
look_up() {
  local code=0
  found=$(principal "$1") || code=$?
  case "$code" in 0) ;; 4) found='' ;; *) exit 2 ;; esac
}`;

/**
 * Adds the application with exactly the permissions of the document. A permission that this tenant knows by another id stops everything
 * before anything is given.
 */
export function addReaderScript(input: ConsentInput): string {
  return script({
    purpose:
      'Adds the application that reads, with the permissions of the document and no other. Says what it would do; --apply does it. Running it again changes nothing.',
    tools: ['jq', 'pwsh'],
    values: { tenant: input.plan.customer.tenantId, operator: input.plan.operator.tenantId, scopes: addScopes, ...readerValues(input) },
    body: `${dryRunFirst}
${calls}
${principal}
wanted=()
for permission in "\${permissions[@]}"; do
  read -r api role name <<<"$permission"
  look_up "$api"
  if [ -z "$found" ]; then printf 'this tenant does not know the API %s, which has %s: open its portal once, then run this again\\n' "$api" "$name" >&2; exit 2; fi
  known=$(jq -r --arg name "$name" '.appRoles[] | select(.value == $name and (.allowedMemberTypes | index("Application"))) | .id' <<<"$found")
  if [ "$known" != "$role" ]; then printf 'this tenant knows %s as "%s", the document as %s: nothing was given\\n' "$name" "$known" "$role" >&2; exit 2; fi
  wanted+=("$(jq -r .id <<<"$found") $role $name")
done
look_up "$reader"
id=''
if [ -n "$found" ]; then
  id=$(jq -r .id <<<"$found")
  printf 'already there: %s\\n' "$readerName"
else
  would "add the application $readerName ($reader)"
  if [ "$apply" = true ]; then id=$(graph post /servicePrincipals graph/reader-application.json | jq -r .id); fi
fi
held=''
if [ -n "$id" ]; then held=$(graph get "/servicePrincipals/$id/appRoleAssignments" | jq -r '.value[] | "\\(.resourceId) \\(.appRoleId)"'); fi
body=$(mktemp)
trap 'rm -f "$body"' EXIT
for one in "\${wanted[@]}"; do
  read -r resource role name <<<"$one"
  if grep -Fixq -- "$resource $role" <<<"$held"; then printf 'already given: %s\\n' "$name"; continue; fi
  would "give $name"
  if [ "$apply" = true ]; then
    jq -n --arg principal "$id" --arg resource "$resource" --arg role "$role" '{principalId: $principal, resourceId: $resource, appRoleId: $role}' >"$body"
    graph post "/servicePrincipals/$id/appRoleAssignments" "$body" >/dev/null
  fi
done`,
  });
}

/** For verify.sh: the application is there with its permissions, neither less nor more, and without a key of its own in this tenant. */
export const verifyReader = `${principal}
look_up "$reader"
if [ "$absent" = true ]; then
  if [ -z "$found" ]; then good 'the application that reads is gone'; else bad "the application is still there: $readerName"; fi
elif [ -z "$found" ]; then bad "the application is missing: $readerName"
else
  good 'the application that reads exists'
  same 'it has no password and no key of its own here' '' "$(jq -r '(.passwordCredentials[]?, .keyCredentials[]?) | .keyId' <<<"$found")"
  held=$(graph get "/servicePrincipals/$(jq -r .id <<<"$found")/appRoleAssignments") || exit 2
  given=''
  while read -r resource; do
    if [ -z "$resource" ]; then continue; fi
    api=$(graph get "/servicePrincipals/$resource") || exit 2
    given+=$(jq -r --argjson held "$held" '. as $api | $held.value[] | select(.resourceId == $api.id) | .appRoleId as $role
      | "\\($api.appId) \\([$api.appRoles[] | select(.id == $role) | .value][0] // $role)"' <<<"$api")$'\\n'
  done <<<"$(jq -r '[.value[].resourceId] | unique[]' <<<"$held")"
  same 'its permissions are as agreed' "$(for one in "\${permissions[@]}"; do read -r api role name <<<"$one"; printf '%s %s\\n' "$api" "$name"; done)" "$given"
fi`;

/** For revoke.sh: without its principal the application has no right left in the tenant. */
export const removeReader = `${principal}
look_up "$reader"
if [ -n "$found" ]; then remove "the application $readerName" graph delete "/servicePrincipals/$(jq -r .id <<<"$found")"
else printf 'gone already: the application %s\\n' "$readerName"; fi`;
