import { z } from 'zod'
import { duration, exactDuration, formatDuration, moment } from '../../base/duration.ts'
import { numberOrText, typedAs, type TriggerKind } from './trigger-kind.ts'

/** A period of the clock, in ms: `from` included, `to` excluded. `from` is negative for a start before the clock's. */
export interface Between {
  from: number
  to: number
}

/** Alternating periods, on and off, in ms. */
export interface Wave {
  on: number
  off: number
}

function momentInWords(ms: number): string {
  return ms < 0 ? `${formatDuration(-ms)} before the start` : formatDuration(ms)
}

export const between: TriggerKind<Between> = {
  schema: z
    .strictObject({ from: moment, to: duration })
    .refine(({ from, to }) => to > from, { error: 'expected an end after the beginning', path: ['to'] }),
  typed: typedAs(
    'between=10m..20m',
    ({ from, to }) => `${exactDuration(from)}..${exactDuration(to)}`,
    (text) => {
      const [from = '', to = ''] = text.split('..')
      return { from: numberOrText(from), to: numberOrText(to) }
    },
  ),
  probability: ({ from, to }, { call }) => (call.at >= from && call.at < to ? 1 : 0),
  inWords: ({ from, to }) => ({
    detail: from === 0 ? `until ${formatDuration(to)}` : `from ${momentInWords(from)} to ${momentInWords(to)}`,
  }),
}

export const wave: TriggerKind<Wave> = {
  schema: z.strictObject({ on: duration, off: duration }).refine(({ on, off }) => on + off > 0, 'expected waves longer than 0'),
  typed: typedAs(
    'wave=10s/5s',
    ({ on, off }) => `${exactDuration(on)}/${exactDuration(off)}`,
    (text) => {
      const [on = '', off = ''] = text.split('/')
      return { on: numberOrText(on), off: numberOrText(off) }
    },
  ),
  probability: ({ on, off }, { call, since }) => ((call.at - since) % (on + off) < on ? 1 : 0),
  inWords: ({ on, off }) => ({ detail: `in waves: ${formatDuration(on)} on, ${formatDuration(off)} off` }),
}
