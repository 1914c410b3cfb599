/**
 * Returns a test for a pattern in which `*` matches one or more characters other than dots: `*.openai.azure.com` matches the host of any
 * account.
 */
export function matcherOf(pattern: string): (text: string) => boolean {
  const literal = pattern.split('*').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  const expression = new RegExp(`^${literal.join('[^.]+')}$`)
  return (text) => expression.test(text)
}

/** Replaces `*` while a URL is parsed: Chromium writes `*` in a host as `%2A`, Node leaves it unchanged. */
const placeholder = 'any-label-at-all'

/** Splits a base URL, whose host can contain a `*`, into origin and path. */
export function partsOf(baseUrl: string): { readonly origin: string; readonly pathname: string } {
  const { origin, pathname } = new URL(baseUrl.replaceAll('*', placeholder))
  return { origin: origin.replaceAll(placeholder, '*'), pathname }
}
