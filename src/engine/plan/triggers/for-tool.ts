import { escaped, unescaped } from '../../base/escaped-text.ts'
import type { Call } from '../../model/call.ts'
import { isPortable, textOrExpression } from './expression.ts'
import { matchesPattern } from './name-pattern.ts'
import { typedAs, type TriggerKind } from './trigger-kind.ts'

const expected = 'expected the name of a tool, * for any, or a regular expression such as /^run/'

function offers({ tools }: Call, pattern: string): boolean {
  return tools.some(({ name }) => matchesPattern(name, pattern))
}

/** Calls that offer a tool: its name, a name with `*` for anything, or a `/regular expression/`. `*` is any tool. */
export const forTool: TriggerKind<string> = {
  schema: textOrExpression(expected).min(1, expected),
  typed: typedAs(
    'forTool=bash',
    (pattern) => escaped(pattern, ','),
    (typed) => unescaped(typed, ','),
  ),
  isPortable,
  probability: (pattern, { call }) => (offers(call, pattern) ? 1 : 0),
  inWords: (pattern) => ({ to: pattern === '*' ? 'with tools' : `with the tool ${pattern}` }),
}
