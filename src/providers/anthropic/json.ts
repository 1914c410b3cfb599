import { badRequest, tooDeepAt, type ReadJson } from '../../kit.ts'

/**
 * Parses a request body like the API. It is stricter than `JSON.parse`: a lone surrogate, which remains when a text
 * with emoji is truncated in the middle of a pair, makes the entire body invalid ("no low surrogate in string").
 */
export function parseBody(text: string): ReadJson {
  const deep = tooDeepAt(text)
  if (deep !== undefined) return invalid(text, 'recursion limit exceeded', deep)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return invalid(text, ...syntaxError(text, (error as Error).message))
  }
  const lone = loneSurrogate(text)
  return lone === undefined ? { value } : invalid(text, 'no low surrogate in string', lone)
}

/** Converts V8's syntax error to the wording of the API's parser. */
function syntaxError(text: string, message: string): [reason: string, at: number] {
  if (text === '' || message.includes('end of JSON input') || message.startsWith('Unterminated'))
    return ['unexpected end of data', text.length]
  const at = / at position (\d+)/.exec(message)?.[1]
  return ['unexpected character', at === undefined ? 0 : Number(at)]
}

function invalid(text: string, reason: string, at: number): ReadJson {
  const before = text.slice(0, at).split('\n')
  return {
    problem: badRequest(
      `The request body is not valid JSON: ${reason}: line ${before.length} column ${before.at(-1)!.length + 1} (char ${at})`,
    ),
  }
}

/** The position of an escaped surrogate without its pair. */
function loneSurrogate(text: string): number | undefined {
  if (!/\\ud[89a-f]/i.test(text)) return undefined
  let high: number | undefined
  for (const { 0: escape, index } of text.matchAll(/\\u[\da-f]{4}|\\.|[^\\]+/gi)) {
    const unit = /^\\u/i.test(escape) ? Number.parseInt(escape.slice(2), 16) : 0
    const isLow = unit >= 0xdc00 && unit <= 0xdfff
    if (isLow !== (high !== undefined)) return high ?? index
    high = unit >= 0xd800 && unit <= 0xdbff ? index : undefined
  }
  return high
}
