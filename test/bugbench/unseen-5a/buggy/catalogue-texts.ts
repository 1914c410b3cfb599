import Anthropic, { APIError } from '@anthropic-ai/sdk'
import { batchResultsReordered } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Texts {
  readonly texts: Readonly<Record<string, string>>
  readonly missing: readonly string[]
}

const products = ['kettle', 'toaster', 'blender', 'juicer', 'grinder']
const pause = 60_000
const longest = 60

class CatalogueError extends Error {
  override readonly name = 'CatalogueError'
}

const sleep = async (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })

export const catalogueTexts: YardstickApp = {
  name: 'catalogue-texts',
  story: `Writes the texts of a catalogue by night, as a batch on the Anthropic SDK. Requests that failed, expired or were cut are listed as
    missing. Bug: results are matched to products by their position, although the provider promises no order. In a batch whose results
    come in another order, the kettle gets the text of the blender.`,
  sources: ['edubruell/tidyllm#37', 'googleapis/python-genai#1909', 'stdapi-ai/stdapi.ai#60'],
  faultsNeeded: 1,
  kind: 'content',
  make() {
    const client = new Anthropic({ apiKey: 'test', maxRetries: 0 })

    async function finish(id: string, signal: AbortSignal): Promise<void> {
      let failures = 0
      for (let polls = 0; polls < longest; polls += 1) {
        await sleep(pause, signal)
        try {
          const options = { signal: AbortSignal.any([signal, AbortSignal.timeout(45_000)]) }
          const batch = await client.messages.batches.retrieve(id, {}, options)
          if (batch?.processing_status === 'ended') return
          failures = 0
        } catch (error) {
          failures += 1
          const isKeyBad = error instanceof APIError && (error.status === 401 || error.status === 403)
          if (signal.aborted || isKeyBad || failures === 5) throw error
        }
      }
      await client.messages.batches.cancel(id, {}, { signal: AbortSignal.timeout(45_000) }).catch(() => undefined)
      throw new Error(`the batch ${id} had not ended after an hour, and was cancelled`)
    }

    async function write(signal: AbortSignal): Promise<Texts> {
      const requests = products.map((product) => ({
        custom_id: product,
        params: {
          model: 'claude-sonnet-4-6',
          max_tokens: 400,
          messages: [{ role: 'user' as const, content: `Describe the ${product} for our catalogue.` }],
        },
      }))
      const options = { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) }
      const batch = await client.messages.batches.create({ requests }, options)
      if (!batch?.id) throw new Error('the batch was not accepted')
      await finish(batch.id, signal)
      const texts: Record<string, string> = {}
      const results = await client.messages.batches.results(
        batch.id,
        {},
        {
          signal: AbortSignal.any([signal, AbortSignal.timeout(120_000)]),
        },
      )
      let at = 0
      for await (const { result } of results) {
        const product = products[at]
        at += 1
        if (product === undefined || result.type !== 'succeeded' || result.message.stop_reason !== 'end_turn') continue
        const text = result.message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        const isRefusal = text.length < 200 && /^(i'm sorry|i can'?t|i cannot)\b/i.test(text)
        if (text.trim() !== '' && !isRefusal) texts[product] = text
      }
      if (at === 0) throw new Error(`the batch ${batch.id} has ended without any result`)
      return { texts, missing: products.filter((product) => texts[product] === undefined) }
    }

    return async ({ signal }): Promise<Texts> => {
      signal.throwIfAborted()
      try {
        return await write(signal)
      } catch (error) {
        signal.throwIfAborted()
        const reason = error instanceof Error ? error.message : String(error)
        throw new CatalogueError(`The texts were not written: ${reason}`, { cause: error })
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [batchResultsReordered()] }],
      wrong(runs) {
        const { texts } = (runs[0]?.[0]?.value ?? { texts: {} }) as Texts
        const mixed = Object.entries(texts).filter(([product, text]) => !text.includes(product))
        return mixed.length === 0 ? undefined : `The text for ${mixed[0]?.[0]} is "${mixed[0]?.[1].slice(0, 60)}".`
      },
    },
  ],
}
