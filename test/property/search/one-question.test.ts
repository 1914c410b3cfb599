import { expect, it } from 'vitest'
import { overloaded, truncatedStream } from '../../../faults/index.ts'
import { promptHash } from '../../../src/engine/kit/prompt-hash.ts'
import { faultsOf } from '../../../src/property/search/fault-choices.ts'
import { oneStepDown, onOneQuestion } from '../../../src/property/search/one-question.ts'
import { asked, call } from '../properties/evidence.ts'

const firing = faultsOf(truncatedStream, overloaded).choices.map((choice) => ({
  choice,
  injection: { fault: choice.fault.name, parameters: {}, trigger: {} },
  journal: { calls: [], runs: [], effects: 0 },
}))
const turns = Array.from({ length: 8 }, (_, index) =>
  call({ call: asked({ messages: [{ role: 'user', parts: [{ type: 'text', text: `Turn ${index}` }] }] }) }),
)
const summary = call({ model: 'gpt-4o-mini', call: asked({ messages: [{ role: 'user', parts: [{ type: 'text', text: 'Sum up.' }] }] }) })

it('fails questions of different kinds first, each with an outage', () => {
  const steps = oneStepDown(firing, { calls: [...turns, summary], runs: [], effects: 0 })
  expect(steps).toHaveLength(6)
  expect(steps.map(({ fault }) => fault)).toEqual(Array.from({ length: 6 }, () => 'overloaded'))
  expect(steps[1]!.trigger).toEqual({ forPrompt: { hash: promptHash(summary.call) } })
})

it('fails no single question of an app with only one question', () => {
  expect(onOneQuestion(firing, { calls: [turns[0]!, turns[0]!], runs: [], effects: 0 })).toEqual([])
})
