import { z } from 'zod'
import { BrownoutError } from '../base/errors.ts'
import { LinearExpression } from '../base/linear-expression.ts'

/** The zod schema of a header's value, for parameters that become one: no line break and nothing above U+00FF, which no header can hold. */
export const headerValue: z.ZodString = z
  .string()
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'expected the value of a header, such as "text/html": one line of Latin letters')

/**
 * The zod schema of the source of a regular expression, for parameters, such as `ignore .*previous`. Match it with
 * {@link LinearExpression}: parameters can come from an incident file.
 */
export const expressionSource: z.ZodString = z
  .string()
  .min(1)
  .superRefine((source, context) => {
    const message = expressionIssue(
      () => new LinearExpression(source),
      'expected the source of a regular expression, such as "ignore .*previous"',
    )
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })

/** What is wrong with a regular expression, as an issue of a schema; `undefined` if nothing is. @param expected what is said of one that is not valid */
export function expressionIssue(read: () => unknown, expected: string): string | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    return error instanceof BrownoutError ? error.message : expected
  }
}
