import { z } from 'zod'
import { escaped, splitAt, unescaped } from '../../base/escaped-text.ts'
import type { Call } from '../../model/call.ts'
import { isPortable, textOrExpression } from './expression.ts'
import { matchesPattern } from './name-pattern.ts'
import type { TriggerKind } from './trigger-kind.ts'

/** Calls to one provider, model or endpoint. All given members must match. */
export interface Target {
  /** A provider, a model pattern or an endpoint. */
  any?: string | undefined
  provider?: string | undefined
  /** A name, a name with `*` for anything, or a `/regular expression/`. */
  model?: string | undefined
  endpoint?: string | undefined
}

const members = ['any', 'provider', 'model', 'endpoint'] as const

const pattern = textOrExpression('expected a name, a name with * for anything, or a regular expression such as /^gpt/')

const schema = z
  .array(
    z
      .strictObject({
        any: pattern.optional(),
        provider: z.string().optional(),
        model: pattern.optional(),
        endpoint: z.string().optional(),
      })
      .refine((target) => members.some((member) => target[member] !== undefined), 'expected a provider, a model or an endpoint'),
  )
  .min(1, 'expected a provider, a model or an endpoint')

function isTarget(call: Call, target: Target): boolean {
  const { any, provider, model, endpoint } = target
  return (
    (any === undefined || call.provider === any || call.endpoint === any || matchesPattern(call.model, any)) &&
    (provider === undefined || call.provider === provider) &&
    (model === undefined || matchesPattern(call.model, model)) &&
    (endpoint === undefined || call.endpoint === endpoint)
  )
}

const separators = ',+'
const named = new RegExp(`^(${members.join('|')}):`)

/** Formats `openai`, or with prefixes: `provider:azure+model:gpt-5*`. */
function write(target: Target): string {
  const { any, ...others } = target
  const isPlain = any !== undefined && any !== '' && !named.test(any) && Object.keys(others).length === 0
  if (isPlain) return escaped(any, separators)
  return members.flatMap((member) => (target[member] === undefined ? [] : [`${member}:${escaped(target[member], separators)}`])).join('+')
}

function read(text: string): unknown {
  if (text === '') return {}
  const entries = splitAt(text, '+').map((piece) => {
    const member = named.exec(piece)?.[1]
    const value = member === undefined ? piece : piece.slice(member.length + 1)
    return [member ?? 'any', unescaped(value, separators)] as const
  })
  return Object.fromEntries(entries)
}

export const targets: TriggerKind<Target[]> = {
  schema,
  typed: {
    keys: ['for'],
    example: 'for=openai',
    write: (all) => all.map((target) => ['for', write(target)]),
    read: (texts) => texts['for']!.map(read),
  },
  isPortable: (all) => all.every(({ any = '', model = '' }) => isPortable(any) && isPortable(model)),
  probability: (all, { call }) => (all.some((target) => isTarget(call, target)) ? 1 : 0),
  inWords: (all) => ({ to: `to ${all.map((target) => Object.values(target).join(' ')).join(' or ')}` }),
}
