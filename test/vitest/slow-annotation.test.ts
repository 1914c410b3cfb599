import { expect, it, type TestAnnotation } from 'vitest'
import { serverError } from '../../faults/index.ts'
import { faultsOf, retriesAtMost, survives } from '../../src/property/index.ts'
import { realSleep } from '../../src/time/real-time.ts'
import { withinChaos } from '../../src/vitest/fixture.ts'
import type { RunningTest } from '../../src/vitest/running-test.ts'

it('a test is not stuck while vitest takes the annotation of a finding', async ({ task, signal }) => {
  const annotations: Promise<TestAnnotation>[] = []
  const annotate = (message: string): Promise<TestAnnotation> => {
    // Longer than a program without a timer can rest before it counts as stuck.
    const taken = realSleep(150).then(() => ({ message, type: 'brownout' }))
    annotations.push(taken)
    return taken
  }
  const running: RunningTest = { task, signal, onTestFailed: () => {}, annotate }
  await withinChaos(running, { clientBehavior: 'ignore' }, async (chaos) => {
    const app = async (): Promise<void> => {
      for (let attempt = 0; attempt < 4; attempt++) await fetch('https://api.openai.com/v1/models')
    }
    await expect(survives(chaos, app, { faults: faultsOf(serverError), properties: [retriesAtMost(1)], runs: 5 })).rejects.toThrow(
      'retries-at-most',
    )
    // As vitest does, before it tears the fixture down.
    await Promise.all(annotations)
  })
  expect(annotations).not.toEqual([])
})
