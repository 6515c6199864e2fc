/** What stands where a secret stood. */
export const secretMark = '(secret)';

const secretName = /secret|token|password|passwd|access_?key|assertion|certificate|identity_header|sas/iu;

/** Values shorter than this would blot out ordinary words. */
const leastLength = 8;

/** Things that are secrets by their form, whatever they are called. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*){0,3}/gu, secretMark],
  [/\b(Bearer|Basic)\s+[\w.~+/-]{8,}=*/giu, `$1 ${secretMark}`],
  [/\b(AccountKey|SharedAccessKey|SharedAccessSignature)=[^;\s"']+/giu, `$1=${secretMark}`],
  [/([?&](?:sig|code|access_token|client_secret|client_assertion)=)[^&\s"']+/giu, `$1${secretMark}`],
  // Shared keys of storage accounts and workspaces: 64 bytes in base64.
  [/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==/gu, secretMark],
  // Client secrets of Entra applications.
  [/(?<![\w~.-])[\w~.-]{3}8Q~[\w~.-]{30,40}/gu, secretMark],
  [
    /((?:client_?secret|password|passwd|shared_?key|access_?key|api_?key|access_?token|refresh_?token|private_?key)["']?\s*(?:=>|[:=])\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*'|(?!\(|null\b)[^\s,;}]+)/giu,
    `$1${secretMark}`,
  ],
];

export interface SecretScrubber {
  /** The line without anything that is, or looks like, a secret. Lines of one key block are remembered. */
  scrub(line: string): string;
}

/**
 * Takes secrets out of lines of text: the values of the given variables whose names say secret, the further values, and whatever has the form
 * of a token or key.
 */
export function createSecretScrubber(env: Readonly<Record<string, string | undefined>>, values: readonly string[] = []): SecretScrubber {
  const known = [
    ...Object.entries(env).flatMap(([name, value]) => (value !== undefined && secretName.test(name) ? [value] : [])),
    ...values,
  ]
    .filter(
      (value) => value.length >= leastLength && !/^[\w./:-]*_FILE$/u.test(value) && !value.startsWith('/') && !value.startsWith('http'),
    )
    // Longer ones first: one secret may hold another.
    .toSorted((one, other) => other.length - one.length);
  let isInKey = false;
  return {
    scrub(line) {
      if (isInKey) {
        if (/-----END [A-Z ]*PRIVATE KEY-----/u.test(line)) isInKey = false;
        return secretMark;
      }
      let text = line;
      for (const value of known) text = text.replaceAll(value, secretMark);
      if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/u.test(text)) {
        isInKey = !/-----END [A-Z ]*PRIVATE KEY-----/u.test(text);
        return secretMark;
      }
      for (const [pattern, mark] of patterns) text = text.replace(pattern, mark);
      return text;
    },
  };
}
