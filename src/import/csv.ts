/** One record of a table. */
export interface CsvRecord {
  /** The number of its first line. */
  readonly line: number
  readonly fields: readonly string[]
}

const separators = [',', ';', '\t'] as const

/** Returns the separator of a table: the most frequent candidate in its first line. Spreadsheets in Europe write `;`. */
export function separatorOf(firstLine: string): string {
  const count = (sign: string): number => firstLine.split(sign).length
  return separators.reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/** Reads the records of separated values (RFC 4180). An unclosed quote ends with its line, so that one bad row does not break others. */
export function* readCsv(text: string): Generator<CsvRecord, void, undefined> {
  const begin = text.startsWith('\uFEFF') ? 1 : 0
  const separator = separatorOf(text.slice(begin, endOfLine(text, begin)))
  let line = 1
  let at = begin
  while (at < text.length) {
    const record = recordAt(text, at, separator)
    if (record.fields.some((field) => field !== '')) yield { line, fields: record.fields }
    line += record.lines
    at = record.next
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

function recordAt(text: string, from: number, separator: string): { fields: string[]; lines: number; next: number } {
  const end = endOfLine(text, from)
  // Most lines have no quote.
  const line = text.slice(from, end)
  if (!line.includes('"')) return { fields: line.split(separator).map((field) => field.trim()), lines: 1, next: end + 1 }
  const fields: string[] = []
  let [at, lines] = [from, 1]
  for (;;) {
    const closed = text[at] === '"' ? closingQuote(text, at + 1, separator) : undefined
    const lineEnd = endOfLine(text, closed ?? at)
    const found = text.indexOf(separator, closed ?? at)
    const stop = found < 0 || found > lineEnd ? lineEnd : found
    if (closed === undefined) fields.push(text.slice(at, stop).trim())
    else {
      const quoted = text.slice(at + 1, closed)
      lines += quoted.split('\n').length - 1
      fields.push(quoted.replaceAll('""', '"'))
    }
    if (stop === lineEnd) return { fields, lines, next: lineEnd + 1 }
    at = stop + 1
  }
}

/** Returns the end of a quoted field; `undefined` if it is unclosed: then its quote is plain text. */
function closingQuote(text: string, from: number, separator: string): number | undefined {
  let at = from
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return undefined
    const next = text[quote + 1]
    if (next === undefined || next === separator || next === '\n' || next === '\r') return quote
    if (next !== '"') return undefined
    at = quote + 2
  }
}
