import { z } from 'zod'
import { expressionIssue } from '../../kit/checked-text.ts'
import { LinearExpression } from '../../base/linear-expression.ts'

/** A regular expression, as far as a trigger needs it. */
export interface Expression {
  test(text: string): boolean
}

const written = /^\/(.*)\/([a-z]*)$/s

/** The texts of expressions that this process has in its own code. JavaScript matches them, with look-arounds, and at its own risk. */
const ownTexts = new Set<string>()
const linear = new Map<string, LinearExpression>()
const mostKept = 1_000

/** The text of an expression of code, such as `/^gpt/i`, which is matched as JavaScript does from now on. */
export function textOfOwn(expression: RegExp): string {
  const text = String(expression)
  ownTexts.add(text)
  return text
}

/**
 * The regular expression that a text such as `/^gpt/i` is; `undefined` if it is any other text.
 * @throws SyntaxError if it is not a valid one; BrownoutError if it is not one of this process's own code, and cannot be matched in
 *   linear time
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

/** Whether any process can read a text: it is no expression, or one that can be matched in linear time. */
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

/** The zod schema of a text that is a regular expression if it is written like one. */
export function textOrExpression(expected: string): z.ZodString {
  return z.string().superRefine((text, context) => {
    const message = expressionIssue(() => expressionOf(text), expected)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })
}
