/** Whether a name is a path that stays below its folder. Names come from customer ids and report names, some from data: none may lead out. */
export function isDocumentName(name: string): boolean {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\\:]/u.test(name)) return false;
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
