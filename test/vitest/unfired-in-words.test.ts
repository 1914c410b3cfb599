import { expect, it } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { coreOf } from '../../src/chaos/core.ts'
import { brownout, openai } from '../../src/index.ts'
import { unfiredInWords } from '../../src/vitest/unfired-in-words.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
chaos.inject(overloaded().nth(2))

it('does not advise to change the trigger if no call was made', () => {
  expect(unfiredInWords(coreOf(chaos).run.armed.idle, false)).toEqual([
    "overloaded on call 2 never fired: no call was made. This test does not show how the app handles it. Make the app call a provider while the fault is injected, or allow it with withChaos({ unfiredFaults: 'ignore' }).",
  ])
})

it('does not advise to change the faults of an incident', () => {
  expect(unfiredInWords(coreOf(chaos).run.armed.idle, true)).toEqual([
    'overloaded on call 2 never fired: no call was made. This test does not show how the app handles it. Replay the incident with the test that it was kept for, and with the same app.',
  ])
})
