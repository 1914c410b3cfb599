import { z } from 'zod'
import { numberOrText, typedAs, type TriggerKind } from './trigger-kind.ts'

const schema = z.int().positive()

function counting(
  example: string,
  { isDue, calls }: { isDue(count: number, ordinal: number): boolean; calls(count: number): string },
): TriggerKind<number> {
  return {
    schema,
    typed: typedAs<number>(example, String, numberOrText),
    probability: (count, { ordinal }) => (isDue(count, ordinal()) ? 1 : 0),
    inWords: (count) => ({ calls: calls(count) }),
  }
}

export const first: TriggerKind<number> = counting('first=2', {
  isDue: (count, ordinal) => ordinal <= count,
  calls: (count) => (count === 1 ? 'the first call' : `the first ${count} calls`),
})

export const nth: TriggerKind<number> = counting('nth=3', {
  isDue: (count, ordinal) => ordinal === count,
  calls: (count) => `call ${count}`,
})

export const every: TriggerKind<number> = counting('every=3', {
  isDue: (count, ordinal) => ordinal % count === 0,
  calls: (count) => (count === 1 ? 'every call' : `every ${ordinalInWords(count)} call`),
})

const words = ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const endings = { one: 'st', two: 'nd', few: 'rd', other: 'th' } as const
const rules = new Intl.PluralRules('en', { type: 'ordinal' })

function ordinalInWords(count: number): string {
  return words[count] ?? `${count}${endings[rules.select(count) as keyof typeof endings]}`
}
