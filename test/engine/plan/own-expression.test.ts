import { expect, it } from 'vitest'
import { catalogue } from '../../../faults/catalogue.ts'
import { overloaded } from '../../../faults/index.ts'
import { mismatchOf } from '../../../src/engine/plan/trigger.ts'
import { readPlan, writePlan } from '../../../src/engine/plan/plan.ts'
import { callOf } from '../sample.ts'

it('an expression of code can look around, also after its plan went through JSON', () => {
  const injection = overloaded().forPrompt(/(?<=my )refund/)
  const [read] = readPlan(JSON.parse(JSON.stringify(writePlan([injection]))), catalogue)
  const asking = (text: string) => callOf({ messages: [{ role: 'user', parts: [{ type: 'text', text }] }] })
  const matches = (text: string): boolean =>
    mismatchOf(
      read!.trigger,
      asking(text),
      () => 1,
      () => expect.unreachable(),
    ) === undefined
  expect([matches('Where is my refund?'), matches('Where is a refund?')]).toEqual([true, false])
})

it('is a condition in an incident file if it looks around, and itself if it does not', () => {
  expect(
    overloaded()
      .forPrompt(/refund/i)
      .first(2)
      .toIncident(),
  ).toMatchObject({
    trigger: { forPrompt: { text: '/refund/i' }, first: 2 },
  })
  const looking = overloaded()
    .for(/^gpt(?!-5)/, 'anthropic')
    .first(2)
    .toIncident()
  expect(looking).toMatchObject({ trigger: { first: 2 }, conditional: true })
  expect(looking.trigger).not.toHaveProperty('for')
})

it('is refused as text, since its author can be unknown', () => {
  expect(() => overloaded().forPrompt('/(?<=your )refund/')).toThrow(
    'Cannot inject "overloaded" with .forPrompt: "forPrompt.text" is "/(?<=your )refund/": expected a regular expression that RE2 can match, without look-arounds',
  )
})
