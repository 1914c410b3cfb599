import { slowFirstToken } from '../../../faults/index.ts'
import { boundedMemory, faultsOf, type Shown, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, openaiClient, sleep, timesKept } from '../apps.ts'
import { call, evidence } from './evidence.ts'

const property = boundedMemory(60)
const faults = faultsOf(slowFirstToken)

async function* pieces(): AsyncGenerator<string> {
  const stream = await openaiClient().chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Where is my parcel?' }],
    stream: true,
  })
  for await (const { choices } of stream) yield choices[0]?.delta.content ?? ''
}

const pulling: Task = async ({ observe }) => {
  for await (const piece of pieces()) {
    await sleep(100)
    observe.streamed(piece)
  }
}

const queueing: Task = async ({ observe }) => {
  const queue: string[] = []
  for await (const piece of pieces()) queue.push(piece)
  for (const piece of queue) {
    await sleep(100)
    observe.streamed(piece)
  }
}

describe('boundedMemory', () => {
  test('holds if each chunk is pulled', async ({ chaos }) => {
    expect(await timesKept(chaos, pulling, property, faults, 5)).toBeGreaterThan(0)
  })

  test('is violated by a queue without an end', async ({ chaos }) => {
    const failure = await failureOf(chaos, queueing, { faults, properties: [property] })
    expect(failure.message).toMatch(/\d+ bytes of openai were waiting in the app when the last of them arrived/)
  })

  const long = 'word '.repeat(50)
  const piecesAt = (...times: number[]): Shown[] => times.map((at, index) => ({ at, text: long.slice(index * 50, index * 50 + 50) }))
  const stream = call({ stream: true, received: long, endedAt: 500 })
  const took = piecesAt(100, 200, 300, 400, 500)

  test.for([
    ['takes each piece as it arrives', [stream], took, 'held'],
    [
      'drops a first stream that broke',
      [
        { ...stream, received: long.slice(0, 100), ending: 'truncated' },
        { ...stream, startedAt: 50 },
      ],
      took,
      'held',
    ],
    ['shows it in another form', [stream], [{ at: 600, text: '<p>word</p>' }], 'inconclusive'],
    ['reads it at once, for a fast consumer', [stream], piecesAt(500, 500, 500, 500, 500), 'inconclusive'],
  ] as const)('does not accuse an app that %s', ([, calls, streamed, expected]) => {
    expect(property.judge(evidence({ calls, streamed })).type).toBe(expected)
  })

  test('is inconclusive without a measurement, or without a slow reader', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
    expect(property.judge(evidence({ calls: [call({ stream: true })], streamed: [{ at: 1, text: 'Tomorrow.' }] })).type).toBe(
      'inconclusive',
    )
  })

  test('refuses a bound that is not a number of bytes', () => {
    expect(() => boundedMemory(-1)).toThrow('boundedMemory() cannot keep to -1 bytes')
  })
})
