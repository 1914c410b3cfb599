/** One field of a form. */
export interface FormField {
  readonly text: string
  /** The file name, if the field is a file. */
  readonly filename?: string
}

/**
 * Reads a form with files, `multipart/form-data` (RFC 7578). Files are read as UTF-8 text.
 * @param contentType the header with the boundary
 * @returns the fields by name; `undefined` if the text is not such a form
 */
export function readForm(text: string, contentType: string | null): ReadonlyMap<string, FormField> | undefined {
  const boundary = /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '')
  if (boundary === null) return undefined
  const delimiter = `--${boundary[1] ?? boundary[2]}`
  const parts = text.split(delimiter)
  // The last part is the end mark, two hyphens. Text before the first delimiter is ignored.
  if (parts.length < 2 || !parts.at(-1)!.startsWith('--')) return undefined
  return new Map(parts.slice(1, -1).flatMap(fieldOf))
}

function fieldOf(part: string): readonly (readonly [string, FormField])[] {
  const headEnd = part.indexOf('\r\n\r\n')
  const disposition = /^content-disposition:.*$/im.exec(part.slice(0, headEnd))?.[0] ?? ''
  const name = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1]
  if (headEnd === -1 || name === undefined) return []
  const filename = /[;\s]filename="([^"]*)"/i.exec(disposition)?.[1]
  const text = part.slice(headEnd + 4).replace(/\r\n$/, '')
  return [[name, filename === undefined ? { text } : { text, filename }]]
}
