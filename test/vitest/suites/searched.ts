import { truncatedStream } from '../../../faults/index.ts'
import { faultsOf, noSilentTruncation, survives } from '../../../src/property/index.ts'
import { expect, test } from '../../../src/vitest/index.ts'
import { streamOpenAI } from '../../property/apps.ts'

test('answers <b>completely</b>', async ({ chaos }) => {
  const task = async (): Promise<string> => (await streamOpenAI()).text
  const faults = faultsOf(truncatedStream({ afterDeltas: 2 }))
  await survives(chaos, task, { runs: 5, faults, properties: [noSilentTruncation()], baseline: false })
})

test('searches nothing', () => {
  expect(1).toBe(1)
})
