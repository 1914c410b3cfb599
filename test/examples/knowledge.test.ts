import { describe, expect } from 'vitest'
import { knowledge } from '../../docs/generate/played-recipes/scenes/knowledge.ts'
import { createAnswerer as createHardened } from '../../examples/knowledge/hardened.ts'
import { createAnswerer as createNaive } from '../../examples/knowledge/naive.ts'
import type { PolicyAnswer } from '../../examples/policy-answers/documents.ts'
import { indexDeletedAsUnused } from '../../recipes/index.ts'
import {
  connectionRefused,
  emptyResults,
  fieldMissing,
  poisonedResult,
  neverResponds,
  overloaded,
  pageMissing,
  requestLost,
  serverError,
  truncatedStream,
  wrongFieldType,
} from '../../faults/index.ts'
import { noSilentToolFailure, faultsOf, ResilienceError, settlesWithin, survives } from '../../src/property/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({ providers: knowledge.providers(), answers: knowledge.answers(indexDeletedAsUnused.recipe), seed: 'tuesday' })
const question = 'When is my refund paid?'
const isMarked = (value: unknown): boolean => (value as PolicyAnswer).verified === false
const faults = faultsOf(
  connectionRefused,
  emptyResults,
  fieldMissing,
  neverResponds,
  overloaded,
  pageMissing,
  requestLost,
  serverError,
  truncatedStream,
  wrongFieldType,
  poisonedResult,
)

describe('an app that answers from a vector store', () => {
  test('keeps its properties if it takes no failure for an empty result', async ({ chaos }) => {
    const properties = [noSilentToolFailure({ isMarked }), settlesWithin('60s')]
    const report = await survives(chaos, () => createHardened().answer(question), { faults, atMost: 2, runs: 60, properties })
    expect(report.runs).toBe(60)
  })

  test('answers without the store if it catches the failure', async ({ chaos }) => {
    const failure: unknown = await survives(chaos, () => createNaive().answer(question), {
      faults: faultsOf(serverError),
      runs: 20,
      properties: [noSilentToolFailure({ isMarked })],
      baseline: false,
    }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ResilienceError)
    expect((failure as ResilienceError).message).toContain('A failed tool call is returned as an answer')
    expect((failure as ResilienceError).message).toContain('"points.query" of qdrant failed, a model answered without its result')
  })

  test.for([
    [createNaive, { text: 'That is up to the team in charge, as a rule.' }],
    [createHardened, { text: 'I cannot look this up at the moment. A colleague will write to you.', verified: false }],
  ] as const)('is played while its index is gone: %s', async ([create, expected], { chaos }) => {
    chaos.play(indexDeletedAsUnused())
    expect(await create().answer(question)).toEqual(expected)
    expect(chaos.journal.calls.find(({ provider }) => provider === 'qdrant')).toMatchObject({ status: 404, executed: false })
  })
})
