const written = /^\/(.*)\/([a-z]*)$/s

/**
 * The regular expression that a text such as `/^gpt/i` is; `undefined` if it is any other text.
 * @throws SyntaxError if it is not a valid one
 */
export function expressionOf(text: string): RegExp | undefined {
  const found = written.exec(text)
  return found === null ? undefined : new RegExp(found[1]!, found[2])
}

/** Whether a text is either a valid regular expression or no regular expression at all. */
export function isReadable(text: string): boolean {
  try {
    expressionOf(text)
    return true
  } catch {
    return false
  }
}
