import { z } from 'zod'
import { numberOrText, typedAs, type TriggerKind } from './trigger-kind.ts'

const runs = new Intl.ListFormat('en')

/** Runs of the script by number, from 1. A call belongs to the run in which it starts. */
export const inRun: TriggerKind<number[]> = {
  schema: z.array(z.int().positive()).min(1, 'expected the number of a run, from 1'),
  typed: typedAs(
    'inRun=1+3',
    (numbers) => numbers.join('+'),
    (text) => text.split('+').map(numberOrText),
  ),
  probability: (numbers, { call }) => (numbers.includes(call.inRun) ? 1 : 0),
  inWords: (numbers, count) => ({
    detail: `in run${numbers.length === 1 ? '' : 's'} ${runs.format(numbers.map(String))}${count === undefined ? '' : ` of ${count}`}`,
  }),
}
