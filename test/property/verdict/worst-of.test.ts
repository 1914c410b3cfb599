import { expect, it } from 'vitest'
import { held, inconclusive, remark, violated, worstOf } from '../../../src/kit.ts'

const none = inconclusive('nothing to judge')
const unclear = inconclusive('no call failed')

it.for([
  [[held, remark('late'), violated('twice')], violated('twice')],
  [[held, remark('late'), unclear], remark('late')],
  [[unclear, held], held],
  [[unclear], unclear],
  [[], none],
] as const)('the worst verdict of %j is %j', ([verdicts, worst]) => {
  expect(worstOf(verdicts, none)).toEqual(worst)
})
