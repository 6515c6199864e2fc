/**
 * Records of a small delimited text (RFC 4180): fields in quotes may hold delimiters, line breaks and doubled quotes. Big files go through
 * the scanner of bytes; this one is for texts at hand, such as watchlists.
 */
export function splitDelimited(text: string, delimiter: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let isQuoted = false;
  const endRecord = (): void => {
    record.push(field);
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
    field = '';
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (isQuoted) {
      if (letter !== '"') field += letter;
      else if (text[at + 1] === '"') field += text[++at]!;
      else isQuoted = false;
    } else if (letter === '"' && field === '') isQuoted = true;
    else if (letter === delimiter) {
      record.push(field);
      field = '';
    } else if (letter === '\n') endRecord();
    else if (letter !== '\r' || text[at + 1] !== '\n') field += letter;
  }
  endRecord();
  return records;
}
