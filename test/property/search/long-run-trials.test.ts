import { expect, it } from 'vitest'
import type { JournalCall } from '../../../src/index.ts'
import type { Feedback } from '../../../src/property/search/trials.ts'
import { serverError, slowFirstToken } from '../../../faults/index.ts'
import { promptHash } from '../../../src/engine/kit/prompt-hash.ts'
import { faultsOf } from '../../../src/property/search/fault-choices.ts'
import { longRunTrials } from '../../../src/property/search/long-run-trials.ts'
import { asked, call } from '../properties/evidence.ts'

const { choices } = faultsOf(serverError, slowFirstToken)
const firing = choices.map((choice) => ({
  choice,
  injection: { fault: choice.fault.name, parameters: {}, trigger: {} },
  journal: { calls: [], runs: [], effects: 0 },
}))
const summary = call({ call: asked({ messages: [{ role: 'user', parts: [{ type: 'text', text: 'Sum up.' }] }] }) })

function seen(...runs: readonly (readonly JournalCall[])[]): Feedback {
  return { calls: runs[0]!, effects: 0, runs: runs.map((calls) => ({ copies: [], calls, startedAt: 0, endedAt: 0 })) }
}

it('fails what an app does only sometimes, and continues', () => {
  const [rare] = longRunTrials(choices, firing, seen([call()], [call()], [summary, call()], [call()]))
  expect(rare).toMatchObject({
    injections: [{ fault: 'server-error', trigger: { inRun: [3], forPrompt: { hash: promptHash(summary.call) } } }],
  })
  expect(rare!.script).toHaveLength(5)
})

it('aborts many tasks in a row, and tries the app at once and later', () => {
  const [aborted, ...more] = longRunTrials(choices, firing, seen([call()], [call()], [call()]))
  expect(more).toEqual([])
  expect(aborted!.injections).toMatchObject([{ fault: 'slow-first-token', parameters: { by: 3_000 } }])
  expect(aborted!.script!.map(({ abortAfter }) => abortAfter)).toEqual([...Array.from({ length: 10 }, () => 1_000), undefined, undefined])
})
