import { z } from 'zod'
import { escaped, unescaped } from '../../base/escaped-text.ts'
import { promptOf } from '../../kit/conversation.ts'
import { promptHash } from '../../kit/prompt-hash.ts'
import type { Call } from '../../model/call.ts'
import { expressionOf, isPortable, textOrExpression } from './expression.ts'
import { typedAs, type TriggerKind } from './trigger-kind.ts'

/** Calls with one prompt: a text for people, or a hash for tools. */
export type PromptTrigger =
  /** A text that the user's last message contains, or a `/regular expression/`. */
  | { text: string }
  /** The hash of the complete prompt, as `promptHash(call)` returns it. */
  | { hash: string }

const expected = 'expected a text, or a regular expression such as /refund/i'
const text = textOrExpression(expected).min(1, expected)
const hash = z.string().regex(/^[\da-f]{16}$/, 'expected a prompt hash: 16 hexadecimal digits')

const schema = z.union([z.strictObject({ text }), z.strictObject({ hash })])

function isContained(part: string, call: Call): boolean {
  const prompt = promptOf(call)
  return expressionOf(part)?.test(prompt) ?? prompt.includes(part)
}

function isMatched(value: PromptTrigger, call: Call): boolean {
  return 'hash' in value ? promptHash(call) === value.hash : isContained(value.text, call)
}

const named = /^(text|hash):(.*)$/s

/** Formats `refund`, or with a prefix: `hash:0123456789abcdef`. A text that starts like a prefix gets one: `text:hash:`. */
function write(value: PromptTrigger): string {
  if ('hash' in value) return `hash:${value.hash}`
  return escaped(named.test(value.text) ? `text:${value.text}` : value.text, ',')
}

function read(typed: string): unknown {
  const whole = unescaped(typed, ',')
  const [, name = 'text', value = whole] = named.exec(whole) ?? []
  return { [name]: value }
}

export const forPrompt: TriggerKind<PromptTrigger> = {
  schema,
  typed: typedAs('forPrompt=refund', write, read),
  isPortable: (value) => 'hash' in value || isPortable(value.text),
  probability: (value, { call }) => (isMatched(value, call) ? 1 : 0),
  inWords: (value) => ({ to: `with prompt ${inWords(value)}` }),
}

function inWords(value: PromptTrigger): string {
  if ('hash' in value) return `hash ${value.hash}`
  return expressionOf(value.text) === undefined ? JSON.stringify(value.text) : value.text
}
