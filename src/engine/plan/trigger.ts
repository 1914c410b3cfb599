import { z } from 'zod'
import { conversationOf } from '../kit/conversation.ts'
import type { Call } from '../model/call.ts'
import { duration, moment } from '../base/duration.ts'
import type { Random } from '../base/random.ts'

/** What a rate is drawn for: every call anew, or once for all calls that share this. */
export const stickiness = ['key', 'conversation', 'model', 'provider'] as const
export type Sticky = (typeof stickiness)[number]

const count = z.int().positive()
const rate = z.number().min(0).max(1)

const pattern = z.string().refine(isPattern, 'expected a name, a name with * for anything, or a regular expression such as /^gpt/')

function isPattern(text: string): boolean {
  try {
    matchesPattern('', text)
    return true
  } catch {
    return false
  }
}

/** Which calls an injection fires, as plain data. All that is given must hold; where nothing is, every call is hit. */
export const triggerSchema = z.strictObject({
  /** A provider, a model (with `*` for anything, or `/a regular expression/`), or an endpoint. */
  for: z
    .array(
      z.strictObject({
        any: pattern.optional(),
        provider: z.string().optional(),
        model: pattern.optional(),
        endpoint: z.string().optional(),
      }),
    )
    .optional(),
  /** Before 0 where it began before the clock did: a part of a recipe that is played from its middle on. */
  between: z.strictObject({ from: moment, to: duration }).optional(),
  wave: z.strictObject({ on: duration, off: duration }).optional(),
  first: count.optional(),
  nth: count.optional(),
  every: count.optional(),
  chance: z.strictObject({ rate, sticky: z.enum(stickiness).optional() }).optional(),
  ramp: z.strictObject({ from: rate, to: rate, over: duration }).optional(),
})

export type Trigger = z.output<typeof triggerSchema>
export type Target = NonNullable<Trigger['for']>[number]

function matchesPattern(text: string, pattern: string): boolean {
  const expression = /^\/(.*)\/([a-z]*)$/s.exec(pattern)
  if (expression !== null) return new RegExp(expression[1]!, expression[2]).test(text)
  if (!pattern.includes('*')) return text === pattern
  const literal = pattern.split('*').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${literal.join('.*')}$`, 's').test(text)
}

function isTarget(call: Call, target: Target): boolean {
  const { any, provider, model, endpoint } = target
  return (
    (any === undefined || call.provider === any || call.endpoint === any || matchesPattern(call.model, any)) &&
    (provider === undefined || call.provider === provider) &&
    (model === undefined || matchesPattern(call.model, model)) &&
    (endpoint === undefined || call.endpoint === endpoint)
  )
}

function isDue(trigger: Trigger, at: number): boolean {
  const { between, wave } = trigger
  if (between !== undefined && (at < between.from || at >= between.to)) return false
  return wave === undefined || (at - (between?.from ?? 0)) % (wave.on + wave.off) < wave.on
}

function isCounted(trigger: Trigger, ordinal: number): boolean {
  return (
    (trigger.first === undefined || ordinal <= trigger.first) &&
    (trigger.nth === undefined || ordinal === trigger.nth) &&
    (trigger.every === undefined || ordinal % trigger.every === 0)
  )
}

/** What a sticky rate is drawn for. Without stickiness it is the attempt, so that a retry draws anew. */
function drawnFor(call: Call, sticky: Sticky | undefined): string {
  switch (sticky) {
    case undefined:
      return `${call.key}/${call.attempt}`
    case 'key':
      return call.key
    case 'conversation':
      return conversationOf(call)
    case 'model':
      return `${call.provider}/${call.model}`
    case 'provider':
      return call.provider
  }
}

function isDrawn(trigger: Trigger, call: Call, random: (purpose: string) => Random): boolean {
  const { chance, ramp, between } = trigger
  if (chance === undefined && ramp === undefined) return true
  const progress = ramp === undefined ? 0 : Math.min(1, (call.at - (between?.from ?? 0)) / (ramp.over || 1))
  const ramped = ramp === undefined ? 1 : ramp.from + (ramp.to - ramp.from) * progress
  return random(drawnFor(call, chance?.sticky)).chance((chance?.rate ?? 1) * ramped)
}

/**
 * Whether a trigger fires on a call. `count` numbers the calls that came within the trigger's reach, this one included,
 * and is asked only for those; `random` gives the stream of draws for a purpose.
 */
export function matches(trigger: Trigger, call: Call, count: () => number, random: (purpose: string) => Random): boolean {
  if (trigger.for !== undefined && !trigger.for.some((target) => isTarget(call, target))) return false
  if (!isDue(trigger, call.at)) return false
  if (!isCounted(trigger, count())) return false
  return isDrawn(trigger, call, random)
}
