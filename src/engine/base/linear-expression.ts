import { RE2JS } from 're2js'
import { BrownoutError } from './errors.ts'

/** The most instructions of a compiled expression, and characters of its source. Each character of a text costs at most one step for each. */
const longest = 1_000

/** The flags of JavaScript that change what is found, as RE2 has them. */
const flagsOfRe2: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
}

/** Flags that make no difference to whether and where an expression is found first, or that RE2 always has. */
const harmless = 'dgu'

/**
 * A regular expression that came from a file. RE2 matches it in time proportional to the text, whatever the expression is, so it cannot
 * block the process. RE2 has no look-arounds and no back-references.
 */
export class LinearExpression {
  readonly #expression: RE2JS

  /**
   * @param source in JavaScript's form
   * @throws SyntaxError if it is no regular expression; BrownoutError if RE2 cannot match it, or it is too long
   */
  constructor(source: string, flags = '') {
    const { source: valid } = new RegExp(source, flags)
    if (valid.length > longest) throw tooLong()
    this.#expression = compiled(valid, flags)
    if (this.#expression.programSize() > longest) throw tooLong()
  }

  /** Whether a text has it. */
  test(text: string): boolean {
    return this.#expression.test(text)
  }

  /** Where it begins in a text; `undefined` if the text does not have it. */
  startIn(text: string): number | undefined {
    if (!this.test(text)) return undefined
    const matcher = this.#expression.matcher(text)
    return matcher.find() ? matcher.start() : undefined
  }
}

function compiled(source: string, flags: string): RE2JS {
  const own = [...flags].filter((flag) => !harmless.includes(flag))
  if (own.some((flag) => !(flag in flagsOfRe2))) throw notLinear()
  try {
    return RE2JS.compile(
      RE2JS.translateRegExp(source),
      own.reduce((all, flag) => all | flagsOfRe2[flag]!, 0),
    )
  } catch {
    throw notLinear()
  }
}

function notLinear(): BrownoutError {
  return new BrownoutError(
    'expected a regular expression that RE2 can match, without look-arounds, back-references and the flags v and y, since one that comes as text must not block the process; in code, .asking and .for take any RegExp',
  )
}

function tooLong(): BrownoutError {
  return new BrownoutError(`expected a regular expression of at most ${longest} characters, with small repetitions`)
}
