import { RE2JS } from 're2js'
import { BrownoutError } from './errors.ts'

/**
 * The maximum size of an expression: instructions when compiled, characters of source. Each character of a text costs at most one step per
 * instruction.
 */
const longest = 1_000

/** The JavaScript flags that change what matches, as RE2 flags. */
const flagsOfRe2: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
}

/** Flags that do not change the first match, or that RE2 always applies. */
const harmless = 'dgu'

/**
 * A regular expression from a file. RE2 matches any expression in time linear in the text, so it cannot block the process. RE2 has no
 * look-arounds and no back-references.
 */
export class LinearExpression {
  readonly #expression: RE2JS

  /**
   * @param source in JavaScript syntax
   * @throws SyntaxError if it is not a regular expression; BrownoutError if RE2 cannot match it or it is too long
   */
  constructor(source: string, flags = '') {
    const { source: valid } = new RegExp(source, flags)
    if (valid.length > longest) throw tooLong()
    this.#expression = compiled(valid, flags)
    if (this.#expression.programSize() > longest) throw tooLong()
  }

  /** Returns whether a text contains a match. */
  test(text: string): boolean {
    return this.#expression.test(text)
  }

  /** Returns the start of the first match; `undefined` if there is none. */
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
    'expected a regular expression that RE2 can match, without look-arounds, back-references and the flags v and y, since one that is given as text must not block the process; in code, .forPrompt and .for take any RegExp',
  )
}

function tooLong(): BrownoutError {
  return new BrownoutError(`expected a regular expression of at most ${longest} characters, with small repetitions`)
}
