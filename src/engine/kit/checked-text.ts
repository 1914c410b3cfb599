import { z } from 'zod'

/** The zod schema of a header's value, for parameters that become one: no line break and nothing above U+00FF, which no header can hold. */
export const headerValue: z.ZodString = z
  .string()
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'expected the value of a header, such as "text/html": one line of Latin letters')

/** The zod schema of the source of a regular expression, for parameters, such as `ignore .*previous`. */
export const expressionSource: z.ZodString = z
  .string()
  .min(1)
  .refine(isExpression, 'expected the source of a regular expression, such as "ignore .*previous"')

function isExpression(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp
  } catch {
    return false
  }
}
