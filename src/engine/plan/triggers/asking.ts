import { z } from 'zod'
import { escaped, unescaped } from '../../base/escaped-text.ts'
import { questionOf } from '../../kit/conversation.ts'
import { questionDigest } from '../../kit/question-digest.ts'
import type { Call } from '../../model/call.ts'
import { expressionOf, isPortable, textOrExpression } from './expression.ts'
import { typedAs, type TriggerKind } from './trigger-kind.ts'

/** Calls with one prompt: a text for people, or a digest for tools. */
export type Asking =
  /** A text that the user's last message contains, or a `/regular expression/`. */
  | { text: string }
  /** The digest of the complete prompt, as `questionDigest(call)` returns it. */
  | { question: string }

const expected = 'expected a text, or a regular expression such as /refund/i'
const text = textOrExpression(expected).min(1, expected)
const question = z.string().regex(/^[\da-f]{16}$/, 'expected the digest of a question: 16 hexadecimal digits')

const schema = z.union([z.strictObject({ text }), z.strictObject({ question })])

function isContained(part: string, call: Call): boolean {
  const asked = questionOf(call)
  return expressionOf(part)?.test(asked) ?? asked.includes(part)
}

function isAsked(value: Asking, call: Call): boolean {
  return 'question' in value ? questionDigest(call) === value.question : isContained(value.text, call)
}

const named = /^(text|question):(.*)$/s

/** Formats `refund`, or with a prefix: `question:0123456789abcdef`. A text that starts like a prefix gets one: `text:question:`. */
function write(value: Asking): string {
  if ('question' in value) return `question:${value.question}`
  return escaped(named.test(value.text) ? `text:${value.text}` : value.text, ',')
}

function read(typed: string): unknown {
  const whole = unescaped(typed, ',')
  const [, name = 'text', value = whole] = named.exec(whole) ?? []
  return { [name]: value }
}

export const asking: TriggerKind<Asking> = {
  schema,
  typed: typedAs('asking=refund', write, read),
  isPortable: (value) => 'question' in value || isPortable(value.text),
  probability: (value, { call }) => (isAsked(value, call) ? 1 : 0),
  inWords: (value) => ({ to: `asking ${inWords(value)}` }),
}

function inWords(value: Asking): string {
  if ('question' in value) return `question ${value.question}`
  return expressionOf(value.text) === undefined ? JSON.stringify(value.text) : value.text
}
