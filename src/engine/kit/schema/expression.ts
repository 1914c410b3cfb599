import { UnanswerableError } from '../../base/errors.ts'
import { valueInWords } from '../../base/value-in-words.ts'
import { LinearExpression } from '../../base/linear-expression.ts'

/** A regular expression of a schema. */
export interface Expression {
  /** @throws UnanswerableError if the test could take too long */
  test(text: string): boolean
}

/** How many steps JavaScript's own expressions can need if RE2 could do the same: a few milliseconds. */
const fewSteps = 1_000_000
/** How many they can need otherwise: about a second. */
const mostSteps = 100_000_000

const compiled = new Map<string, Expression | undefined>()
const mostCompiled = 1_000

/** Compiles a schema's regular expression; `undefined` if JavaScript cannot, such as for one written for Python. */
export function expressionOf(pattern: string): Expression | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern)
  if (compiled.size >= mostCompiled) compiled.clear()
  const native = nativeOf(pattern)
  const expression = native === undefined ? undefined : boundedOf(native)
  compiled.set(pattern, expression)
  return expression
}

function nativeOf(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags)
    } catch {
      // Without the `u` flag more is allowed, such as needless escapes.
    }
  }
  return undefined
}

/**
 * Returns an expression that cannot block the process, since a client can send any. JavaScript's own is used if it needs few steps, and
 * RE2 otherwise. RE2 has no look-arounds, except for look-aheads at the start, which are expressions of their own.
 */
function boundedOf(native: RegExp): Expression {
  const stepsOn = worstCaseOf(native.source)
  let linear: Expression | null | undefined
  return {
    test(text) {
      const steps = stepsOn(text)
      if (steps <= fewSteps) return native.test(text)
      linear ??= linearOf(native)
      if (linear !== null) return linear.test(text)
      if (steps <= mostSteps) return native.test(text)
      throw new UnanswerableError(
        `Cannot match a text of ${text.length} characters with the pattern ${valueInWords(native.source)}: it can take too long. Answer this call yourself, with answers.from(...).`,
      )
    },
  }
}

/** Returns how many steps an expression needs at most, about: the ways to divide a text among the parts that can repeat. */
function worstCaseOf(source: string): (text: string) => number {
  // Without escapes and classes, in which a sign is a character.
  const signs = source.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/gs, 'x')
  const repeatsGroup = /\)(?:[*+]|\{)/.test(signs)
  const repetitions = signs.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0
  const alternatives = signs.split('|').length
  return ({ length }) => {
    if (repeatsGroup) return (length + alternatives) ** length
    let ways = alternatives
    for (let part = 1; part <= repetitions; part++) ways *= (length + part) / part
    // A search can begin at any character.
    return ways * length
  }
}

/** Returns the same in RE2, or `null` if it cannot be written so. */
function linearOf({ source, flags }: RegExp): Expression | null {
  const { conditions, rest } = withoutLookAheads(source)
  try {
    const all = conditions.map(({ inside, isMet }) => ({ expression: new LinearExpression(`^(?:${inside})`, flags), isMet }))
    const own = new LinearExpression(rest, flags)
    return { test: (text) => all.every(({ expression, isMet }) => expression.test(text) === isMet) && own.test(text) }
  } catch {
    return null
  }
}

interface LookAhead {
  readonly inside: string
  /** Whether the text has to match. */
  readonly isMet: boolean
}

/** Takes the look-aheads at the start out of an expression: `^(?=.*\d)(?!a)\w+$`. */
function withoutLookAheads(source: string): { readonly conditions: readonly LookAhead[]; readonly rest: string } {
  const conditions: LookAhead[] = []
  let rest = source
  for (;;) {
    const [start, sign] = /^\^\(\?([=!])/.exec(rest) ?? []
    const end = start === undefined ? undefined : endOfGroup(rest, start.length)
    if (end === undefined) break
    conditions.push({ inside: rest.slice(start!.length, end), isMet: sign === '=' })
    rest = `^${rest.slice(end + 1)}`
  }
  // An alternative without the anchor has no such conditions.
  return hasAlternatives(rest) ? { conditions: [], rest: source } : { conditions, rest }
}

/** Returns where the group ends whose content begins at a place. */
function endOfGroup(source: string, from: number): number | undefined {
  let depth = 0
  for (const { 0: sign, index } of source.slice(from).matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()]/gs)) {
    if (sign === '(') depth++
    if (sign === ')' && --depth < 0) return from + index
  }
  return undefined
}

function hasAlternatives(source: string): boolean {
  let depth = 0
  for (const [sign] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()|]/gs)) {
    if (sign === '(') depth++
    else if (sign === ')') depth--
    else if (sign === '|' && depth === 0) return true
  }
  return false
}
