import { z } from 'zod'
import { BrownoutError } from '../base/errors.ts'
import { LinearExpression } from '../base/linear-expression.ts'

/** The zod schema of parameters that become a header value: no line break and no character above U+00FF. */
export const headerValue: z.ZodString = z
  .string()
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'expected the value of a header, such as "text/html": one line of Latin letters')

/**
 * The zod schema of a regular expression source, for parameters, such as `ignore .*previous`. Match it with {@link LinearExpression}:
 * parameters can be from an incident file.
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

/**
 * Returns what is wrong with a regular expression, as a schema issue; `undefined` if it is valid. @param expected for the message of an
 * invalid one
 */
export function expressionIssue(read: () => unknown, expected: string): string | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    return error instanceof BrownoutError ? error.message : expected
  }
}
