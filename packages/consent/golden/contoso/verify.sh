#!/usr/bin/env bash
# Compares what is in the tenant with what was agreed: neither less nor more. Changes nothing. --expect-absent: everything must be gone.
set -euo pipefail
cd "$(dirname "$0")"
here=.
for tool in az jq pwsh; do command -v "$tool" >/dev/null || { printf 'missing: %s; Azure Cloud Shell (Bash) has it\n' "$tool" >&2; exit 3; }; done
tenant='3b1f6c1e-7a2d-4f0e-9c55-2a8d4e7f1001'
operator='5f0c7a52-3a41-4c0b-9f57-0d2d6f1c9a10'
definition='/subscriptions/a4c3d2e1-0f9e-4d8c-b7a6-95847362b101/providers/Microsoft.ManagedServices/registrationDefinitions/11111111-1111-5111-8111-111111111111'
groups=('/subscriptions/a4c3d2e1-0f9e-4d8c-b7a6-95847362b101/resourceGroups/rg-contoso-sentinel')
assignments=('22222222-2222-5222-8222-222222222220')
scopes='Policy.Read.All,Application.Read.All'
reader='7e4a9c18-5d26-4b7f-a0c3-8b1f2e6d4402'
readerName='mxdr-reader'
permissions=('00000003-0000-0000-c000-000000000000 b0afded3-3588-46d8-8b3d-9842eff778da AuditLog.Read.All' '00000003-0000-0000-c000-000000000000 5b567255-7703-4780-807c-7be8301ae99b Group.Read.All' '00000003-0000-0000-c000-000000000000 498476ce-e0fe-48b0-b801-37ba7e2685c6 Organization.Read.All' '00000003-0000-0000-c000-000000000000 246dd0d5-5bd0-4def-940b-0421030a5b68 Policy.Read.All' '00000003-0000-0000-c000-000000000000 bf394140-e372-4bf9-a898-299cfc7564e5 SecurityEvents.Read.All' '00000003-0000-0000-c000-000000000000 dd98c7f5-2d42-42d3-a0e4-633161547251 ThreatHunting.Read.All' '00000003-0000-0000-c000-000000000000 df021288-bdef-4463-88db-98f22de89214 User.Read.All' 'fc780465-2017-40d4-a0c5-307022471b92 ea8291d3-4b9a-44b5-bc3a-6cea3026dc79 Machine.Read.All')
permanent=('2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b301 acdd72a7-3385-48ef-bd42-f606fba81ae7' '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b301 8d289c81-5878-46d4-8554-54e1e3d8b5cb' '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b301 73c42c96-874c-492b-b04d-ab87d138a893' '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b302 acdd72a7-3385-48ef-bd42-f606fba81ae7' '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b304 ab8e14d6-4a74-4a29-9ba8-549422addade' '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b304 92aaf0da-9dab-42b6-94a3-d43ce8d16293' '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b304 749f88d5-cbae-40b8-bcfc-e573ddc772fa' '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b304 91c1777a-f3dc-4fae-b103-61d183457e46' '2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b307 73c42c96-874c-492b-b04d-ab87d138a893')
eligible=('2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b302 3e150937-b8fe-4cfb-8069-0eaf05ecd056 PT4H Azure 2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b303')
policies=('enabledForReportingButNotEnforced Microsoft Security Experts-Require MFA and compliant device-DO NOT DELETE' 'enabledForReportingButNotEnforced Microsoft Security Experts-Block legacy authentication-DO NOT DELETE')
absent=false
case "${1:-}" in
  '') ;;
  --expect-absent) absent=true ;;
  *) printf 'usage: %s [--expect-absent]\n' "$0" >&2; exit 3 ;;
esac
actual=$(az account show --query tenantId --output tsv)
if [ "$actual" != "$tenant" ]; then printf 'signed in to tenant %s, expected %s: az login --tenant %s\n' "$actual" "$tenant" "$tenant" >&2; exit 3; fi
azure() { # METHOD PATH
  local answer
  if answer=$(az rest --method "$1" --url "https://management.azure.com$2" --output json 2>&1); then printf '%s\n' "$answer"; return 0; fi
  case "$answer" in
    *NotFound*|*'Not Found'*|*'does not exist'*) return 4 ;;
    *) printf 'no answer: %s %s\n%s\n' "$1" "$2" "$answer" >&2; return 2 ;;
  esac
}
graph() { # METHOD PATH [BODY]
  local file code=0
  file=$(mktemp)
  pwsh -NoProfile -File "$here/graph.ps1" -Tenant "$tenant" -Scopes "$scopes" -Method "$1" -Uri "https://graph.microsoft.com/v1.0$2" -OutFile "$file" ${3:+-BodyFile "$3"} >&2 || code=$?
  if [ "$code" = 0 ]; then cat "$file"; fi
  rm -f "$file"
  if [ "$code" != 0 ] && [ "$code" != 4 ]; then printf 'no answer: %s %s\n' "$1" "$2" >&2; code=2; fi
  return "$code"
}
partner() { graph get /policies/crossTenantAccessPolicy/partners | jq -c --arg tenant "$operator" '[.value[] | select(.tenantId == $tenant)][0] // empty'; }
failed=0
good() { printf 'ok    %s\n' "$1"; }
bad() { printf 'DIFF  %s\n' "$1"; failed=1; }
sorted() { printf '%s\n' "$1" | tr 'A-Z' 'a-z' | sed '/^$/d' | LC_ALL=C sort; }
list() { if [ "$#" -gt 0 ]; then printf '%s\n' "$@"; fi; }
same() { # WHAT AGREED FOUND
  if [ "$(sorted "$2")" = "$(sorted "$3")" ]; then good "$1"; return; fi
  bad "$1"
  diff <(sorted "$2") <(sorted "$3") | sed -n 's/^< /        agreed, missing: /p; s/^> /        found, not agreed: /p' || true
}
# Whether it is there; ends the script when that cannot be read.
there() { local code=0; "$@" || code=$?; case "$code" in 0) return 0 ;; 4) return 1 ;; *) exit 2 ;; esac; }
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
if there azure get "$definition?api-version=2022-10-01" >"$answer"; then
  if [ "$absent" = true ]; then bad 'the delegation still exists'; else
    good 'the delegation exists'
    same 'the managing tenant is the operator' "$operator" "$(jq -r '.properties.managedByTenantId' "$answer")"
    same 'permanent roles are as agreed' "$(list ${permanent[@]+"${permanent[@]}"})" \
      "$(jq -r '.properties.authorizations[]? | "\(.principalId) \(.roleDefinitionId)"' "$answer")"
    same 'just-in-time roles are as agreed' "$(list ${eligible[@]+"${eligible[@]}"})" \
      "$(jq -r '.properties.eligibleAuthorizations[]? | [.principalId, .roleDefinitionId, (.justInTimeAccessPolicy | .maximumActivationDuration, .multiFactorAuthProvider, ([.managedByTenantApprovers[]?.principalId] | sort[]))] | join(" ")' "$answer")"
  fi
elif [ "$absent" = true ]; then good 'the delegation is gone'; else bad 'the delegation does not exist'; fi
for index in "${!groups[@]}"; do
  if there azure get "${groups[$index]}/providers/Microsoft.ManagedServices/registrationAssignments/${assignments[$index]}?api-version=2022-10-01" >"$answer"; then
    if [ "$absent" = true ]; then bad "still delegated: ${groups[$index]}"; else good "delegated: ${groups[$index]}"; fi
  elif [ "$absent" = true ]; then good "no longer delegated: ${groups[$index]}"; else bad "not delegated: ${groups[$index]}"; fi
done
found=$(partner) || exit 2
if [ "$absent" = true ]; then
  if [ -z "$found" ]; then good 'no cross-tenant access setting is left'; else bad 'the cross-tenant access setting still exists'; fi
elif [ -n "$found" ] && jq -e --slurpfile wanted graph/cross-tenant-access-change.json '.inboundTrust == $wanted[0].inboundTrust' <<<"$found" >/dev/null; then
  good "the operator's sign-in is trusted as agreed"
else bad "the operator's sign-in is not trusted as agreed"; fi
found=$(graph get /identity/conditionalAccess/policies | jq -r '.value[] | select(.displayName | startswith("Microsoft Security Experts-")) | "\(.state) \(.displayName)"') || exit 2
if [ "$absent" = true ]; then
  if [ -z "$found" ]; then good 'no policy of the service is left'; else bad "policies are left: $found"; fi
else
  for policy in ${policies[@]+"${policies[@]}"}; do
    if grep -Fxq -- "$policy" <<<"$found"; then good "policy: $policy"; else bad "policy missing or in another state: $policy"; fi
  done
fi
principal() { graph get "/servicePrincipals(appId='$1')"; }
# Sets found to the principal of an application, or to nothing; ends the script where that cannot be read.
look_up() {
  local code=0
  found=$(principal "$1") || code=$?
  case "$code" in 0) ;; 4) found='' ;; *) exit 2 ;; esac
}
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
      | "\($api.appId) \([$api.appRoles[] | select(.id == $role) | .value][0] // $role)"' <<<"$api")$'\n'
  done <<<"$(jq -r '[.value[].resourceId] | unique[]' <<<"$held")"
  same 'its permissions are as agreed' "$(for one in "${permissions[@]}"; do read -r api role name <<<"$one"; printf '%s %s\n' "$api" "$name"; done)" "$given"
fi
exit "$failed"
