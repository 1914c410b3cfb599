/**
 * Whether a text is what a pattern says, in which `*` represents one or more characters that are not dots:
 * `*.openai.azure.com` for the host of any account.
 */
export function matcherOf(pattern: string): (text: string) => boolean {
  const literal = pattern.split('*').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  const expression = new RegExp(`^${literal.join('[^.]+')}$`)
  return (text) => expression.test(text)
}

/** Stands for the `*` while a URL is taken apart: Chromium writes `%2A` for one in a host, and Node leaves it as it is. */
const placeholder = 'any-label-at-all'

/** The origin and the path of a base URL, in whose host a `*` can stand. */
export function partsOf(baseUrl: string): { readonly origin: string; readonly pathname: string } {
  const { origin, pathname } = new URL(baseUrl.replaceAll('*', placeholder))
  return { origin: origin.replaceAll(placeholder, '*'), pathname }
}
