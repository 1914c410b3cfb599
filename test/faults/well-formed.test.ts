import { describe, expect } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { truncatedStream } from '../../faults/truncated-stream.ts'
import { Injection } from '../../src/engine/plan/injection.ts'
import { readParameters } from '../../src/engine/plan/parameters.ts'
import { underSeeds, modelSaying, errorOf } from './bench.ts'
import { overTheWire } from './wire.ts'

/** Each character takes two places of a JavaScript string, so that every second place is inside one. */
const smiling = '🙂🙃😀😁 '.repeat(12).trim()

/** Faults that break characters on purpose, count bytes, or never end. */
const excluded: ReadonlySet<string> = new Set(['invalid-utf8', 'corrupt-gzip', 'wrong-content-length', 'never-responds', 'stalled-stream'])

const isWhole = (text: string): boolean => !text.includes('\uFFFD') && !/\\ud[89a-f]/i.test(text) && text.isWellFormed()

const smilingTest = modelSaying(smiling, { unfiredFaults: 'ignore' })

describe('a text of characters that take two places', () => {
  smilingTest.for(catalogue.filter(({ name }) => !excluded.has(name)))('is truncated between them by $name', async (fault, { chaos }) => {
    const injection = new Injection(fault, readParameters(fault, {}))
    for (const stream of [true, false]) {
      const ask = async (): Promise<string> => {
        let text = ''
        await errorOf(overTheWire({ stream, messages: [{ role: 'user', content: smiling }] }).then((wire) => (text = wire.text)))
        return text
      }
      for (const text of await underSeeds(chaos, injection, ask)) expect(text).toSatisfy(isWhole)
    }
  })

  smilingTest('is truncated between them in a body, at any byte', async ({ chaos }) => {
    for (let afterDeltas = 0; afterDeltas < 12; afterDeltas++) {
      chaos.reset()
      chaos.inject(truncatedStream({ afterDeltas }))
      expect((await overTheWire()).text).toSatisfy(isWhole)
    }
  })
})
