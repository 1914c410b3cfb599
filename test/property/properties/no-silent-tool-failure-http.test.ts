import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { connectionRefused, emptyResults, requestLost, serverError } from '../../../faults/index.ts'
import { openai } from '../../../src/index.ts'
import { noSilentToolFailure } from '../../../src/property/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { library } from '../../providers/http/library.ts'
import { judged } from './judged.ts'

const test = withChaos({ providers: [library, openai()], clientBehavior: 'ignore', unfiredFaults: 'ignore' })

async function search(): Promise<unknown> {
  const response = await fetch('https://library.example/search', { method: 'POST', body: '{"text":"Emma"}' })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return response.json()
}

/** An app that sends its findings to a model. */
async function answers(otherwise: (error: unknown) => unknown): Promise<unknown> {
  let found: unknown
  try {
    found = await search()
  } catch (error) {
    found = otherwise(error)
    if (found === undefined) return { text: 'The library cannot be searched.', failed: true }
  }
  const client = new OpenAI({ apiKey: 'test' })
  const reply = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: JSON.stringify(found) }] })
  return { text: reply.choices[0]!.message.content }
}

const isMarked = (value: unknown): boolean => (value as { readonly failed?: boolean }).failed === true

describe('noSilentToolFailure with an HTTP API', () => {
  const hides = (): Promise<unknown> => answers(() => [])
  const admits = (): Promise<unknown> => answers(() => undefined)

  test.for([serverError(), requestLost(), connectionRefused()].map((injection) => ({ name: injection.fault.name, injection })))(
    'is violated if a failure becomes an empty result: $name',
    async ({ injection }, { chaos }) => {
      const verdict = await judged(chaos, hides, noSilentToolFailure({ isMarked }), injection.for('library'))
      expect(verdict).toEqual({
        type: 'violated',
        how: '"POST /search" of library failed, a model answered without its result, and the value does not report it',
      })
    },
  )

  test('is inconclusive if the mark of a failure is unknown and the value is not empty', async ({ chaos }) => {
    expect(await judged(chaos, hides, noSilentToolFailure(), serverError().for('library'))).toMatchObject({ type: 'inconclusive' })
  })

  test('is violated by an empty value even if the mark of a failure is unknown', async ({ chaos }) => {
    const empty = (): Promise<unknown> => search().catch(() => [])
    expect(await judged(chaos, empty, noSilentToolFailure(), serverError().for('library'))).toMatchObject({ type: 'violated' })
  })

  test('holds if the value is marked as a failure', async ({ chaos }) => {
    for (const property of [noSilentToolFailure(), noSilentToolFailure({ isMarked })])
      expect(await judged(chaos, admits, property, serverError().for('library'))).toEqual({ type: 'held' })
  })

  test('holds if the task rejects, and is inconclusive if a repetition succeeds or nothing fails', async ({ chaos }) => {
    const repeats = (): Promise<unknown> => search().catch(search)
    const property = noSilentToolFailure({ isMarked })
    expect(await judged(chaos, repeats, property, serverError().first(1))).toMatchObject({ type: 'inconclusive' })
    expect(await judged(chaos, hides, property, emptyResults())).toMatchObject({ type: 'inconclusive' })
    expect(await judged(chaos, search, property, serverError())).toEqual({ type: 'held' })
  })
})
