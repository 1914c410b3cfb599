/** Returns the status in an error's text, such as "Error code: 429 - ..." or "429 Too Many Requests". */
export function statusIn(text: string): number | undefined {
  const [, status] = /(?:^|\b(?:code|status|http|error)\D{0,8})([45]\d\d)\b/i.exec(text.slice(0, 500)) ?? []
  return status === undefined ? undefined : Number(status)
}

/** Returns one word of an error's text: an error class or a system code. No more, since the rest can be a prompt. */
export function errorIn(text: string): string {
  return (
    /[\w.]*(?:Error|Exception|Timeout)\b|\bE[A-Z]{4,}\b|\b(?:net::|NS_)\w+/.exec(text.slice(0, 500))?.[0] ?? (text.slice(0, 80) || 'error')
  )
}
