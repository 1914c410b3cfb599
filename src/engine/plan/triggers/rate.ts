import { z } from 'zod'
import { duration, exactDuration, formatDuration } from '../../base/duration.ts'
import { numberOrText, typedAs, type TriggerKind } from './trigger-kind.ts'

/** The scope of a sticky draw: one draw for all calls that share this. */
export const stickiness = ['request', 'conversation', 'model', 'provider'] as const
export type Sticky = (typeof stickiness)[number]

/** A probability for each call. If sticky, it is drawn once for all calls that share something. */
export interface Chance {
  rate: number
  sticky?: Sticky | undefined
}

/** A rate that moves linearly from one value to another, then stays. `over` is in ms. */
export interface Ramp {
  from: number
  to: number
  over: number
}

const rate = z.number().min(0).max(1)

const shared: Readonly<Record<Sticky, string>> = {
  request: 'requests',
  conversation: 'conversations',
  model: 'models',
  provider: 'providers',
}

export const chance: TriggerKind<Chance> = {
  schema: z.strictObject({ rate, sticky: z.enum(stickiness).optional() }),
  typed: {
    keys: ['chance', 'sticky'],
    example: 'chance=0.1,sticky=model',
    write: ({ rate: share, sticky }) => [['chance', String(share)], ...(sticky === undefined ? [] : [['sticky', sticky] as const])],
    // Stickiness alone applies to the rate of a ramp.
    read(texts) {
      const [share = '1'] = texts['chance'] ?? []
      const [sticky] = texts['sticky'] ?? []
      return { rate: numberOrText(share), ...(sticky === undefined ? {} : { sticky }) }
    },
  },
  probability: (value) => value.rate,
  inWords: ({ rate: share, sticky }) => ({
    ...(share === 1 ? {} : { share: `${percent(share)} of` }),
    ...(sticky === undefined ? {} : { detail: `the same ${shared[sticky]} each time` }),
  }),
}

export const ramp: TriggerKind<Ramp> = {
  schema: z.strictObject({ from: rate, to: rate, over: duration }),
  typed: typedAs(
    'ramp=0..0.5/10m',
    ({ from, to, over }) => `${from}..${to}/${exactDuration(over)}`,
    (text) => {
      const [rates = '', over = ''] = text.split('/')
      const [from = '', to = ''] = rates.split('..')
      return { from: numberOrText(from), to: numberOrText(to), over: numberOrText(over) }
    },
  ),
  probability({ from, to, over }, { call, since }) {
    const progress = Math.min(1, (call.at - since) / (over || 1))
    return from + (to - from) * progress
  },
  inWords: ({ from, to, over }) => ({
    share: to > from ? 'a growing share of' : to < from ? 'a shrinking share of' : 'a share of',
    detail: `from ${percent(from)} to ${percent(to)} over ${formatDuration(over)}`,
  }),
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(4))}%`
}
