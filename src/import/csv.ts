/** The fields of each line of comma-separated values, as RFC 4180 has them, and the number of the line each record begins on. */
export function readCsv(text: string): { readonly line: number; readonly fields: readonly string[] }[] {
  const records: { line: number; fields: string[] }[] = []
  let [line, begun] = [1, 1]
  let fields: string[] = []
  for (const [whole, quoted, plain, separator] of text.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    if (whole === '' && fields.length === 0) break
    fields.push(quoted === undefined ? plain!.trim() : quoted.replaceAll('""', '"'))
    line += whole.split('\n').length - 1
    if (separator === ',') continue
    if (fields.some((field) => field !== '')) records.push({ line: begun, fields })
    fields = []
    begun = line
  }
  return records
}
