/** The wait that a response demands before the next attempt, in ms: 0 without one. Reads seconds, an HTTP date and `retry-after-ms`. */
export function askedWait(headers: Headers): number {
  const milliseconds = Number(headers.get('retry-after-ms'))
  if (milliseconds > 0) return milliseconds
  const text = headers.get('retry-after') ?? ''
  const wait = /^[\d.]+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return wait > 0 ? wait : 0
}
