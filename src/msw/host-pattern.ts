/**
 * Whether a text is what a pattern says, in which `*` stands for one or more characters that are no dots:
 * `*.openai.azure.com` for the host of any account.
 */
export function matcherOf(pattern: string): (text: string) => boolean {
  const literal = pattern.split('*').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  const expression = new RegExp(`^${literal.join('[^.]+')}$`)
  return (text) => expression.test(text)
}
