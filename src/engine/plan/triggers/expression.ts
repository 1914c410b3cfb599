import { z } from 'zod'
import { expressionIssue } from '../../kit/checked-text.ts'
import { LinearExpression } from '../../base/linear-expression.ts'

/** The part of a regular expression that a trigger needs. */
export interface Expression {
  test(text: string): boolean
}

const written = /^\/(.*)\/([a-z]*)$/s

/** The texts of expressions in this process's own code. JavaScript matches them, look-arounds included, in unbounded time. */
const ownTexts = new Set<string>()
const linear = new Map<string, LinearExpression>()
const mostKept = 1_000

/** Returns the text of an expression in code, such as `/^gpt/i`. From now on JavaScript matches it. */
export function textOfOwn(expression: RegExp): string {
  const text = String(expression)
  ownTexts.add(text)
  return text
}

/**
 * Parses a text such as `/^gpt/i` as a regular expression; `undefined` for any other text.
 * @throws SyntaxError if it is invalid; BrownoutError if it is not from this process's own code and cannot be matched in
 * linear time
 */
export function expressionOf(text: string): Expression | undefined {
  const found = written.exec(text)
  if (found === null) return undefined
  const [, source = '', flags = ''] = found
  return ownTexts.has(text) ? new RegExp(source, flags) : linearExpression(text, source, flags)
}

function linearExpression(text: string, source: string, flags: string): LinearExpression {
  const kept = linear.get(text)
  if (kept !== undefined) return kept
  if (linear.size >= mostKept) linear.clear()
  const expression = new LinearExpression(source, flags)
  linear.set(text, expression)
  return expression
}

/** Returns whether any process can parse a text: it is not an expression, or can be matched in linear time. */
export function isPortable(text: string): boolean {
  if (!ownTexts.has(text)) return true
  const [, source = '', flags = ''] = written.exec(text) ?? []
  try {
    linearExpression(text, source, flags)
    return true
  } catch {
    return false
  }
}

/** The zod schema of a text that is an expression if written like one. */
export function textOrExpression(expected: string): z.ZodString {
  return z.string().superRefine((text, context) => {
    const message = expressionIssue(() => expressionOf(text), expected)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })
}
