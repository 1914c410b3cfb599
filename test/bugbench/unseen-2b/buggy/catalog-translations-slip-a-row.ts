import { Mistral } from '@mistralai/mistralai'
import { serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const products = [
  { sku: 'A1', name: 'Oak table' },
  { sku: 'B2', name: 'Linen curtain' },
  { sku: 'C3', name: 'Cherry knife' },
]

export const catalogTranslationsSlipARow: YardstickApp = {
  name: 'catalog-translations-slip-a-row',
  story:
    'Nightly batch that has product texts written by Mistral, all rows at once, and stores what succeeded; the count of failures is reported. Bug: the failed rows are filtered out first, and the rest is matched to the products by position. One failure, and each product behind it has the text of its neighbor in the shop.',
  sources: ['amd/gaia#3530', 'cloudera/CML_AMP_RAG_Studio#321', 'giauphan/codeatlas-platform#93'],
  faultsNeeded: 1,
  kind: 'content',
  make() {
    let nights = 0
    const client = new Mistral({ apiKey: 'test' })

    async function describe(name: string, signal: AbortSignal): Promise<string> {
      const reply = await client.chat.complete(
        { model: 'mistral-small-latest', messages: [{ role: 'user', content: `Write a text for the product ${name}.` }] },
        { fetchOptions: { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) } },
      )
      const choice = reply.choices[0]
      const text = choice?.message?.content
      if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text === '')
        throw new Error(`The text of ${name} is not complete.`)
      return text
    }

    return async ({ observe, signal }) => {
      const results = await Promise.allSettled(products.map(({ name }) => describe(name, signal)))
      signal.throwIfAborted()
      const texts = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      const failed = products.length - texts.length
      if (failed > 0) observe.alert(`${failed} products have no text tonight.`)
      const stored = texts.map((text, at) => ({ sku: products[at]?.sku, name: products[at]?.name, text }))
      nights += 1
      for (const { sku } of stored) observe.effect(`night:${nights}:${sku}`)
      return { stored, failed }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().forPrompt('Oak table')] }],
      wrong: (runs) => {
        const run = runs[0]?.[0]
        const { stored = [] } = (run?.value ?? {}) as { stored?: { name: string; text: string }[] }
        const asked = (name: string) =>
          run?.journal.calls.filter(({ call }) => JSON.stringify(call).includes(name)).map(({ received }) => received)
        return stored.every(({ name, text }) => asked(name)?.includes(text)) ? undefined : 'A product has the text of another.'
      },
    },
  ],
}
