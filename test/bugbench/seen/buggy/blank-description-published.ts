import { FinishReason, GoogleGenAI } from '@google/genai'
import { emptyAnswer } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const blankDescriptionPublished: YardstickApp = {
  name: 'blank-description-published',
  story:
    'Writes product descriptions with @google/genai and publishes them. Bug: an answer without text is taken for an empty description, so a model that falls silent replaces the description of a product in the shop by nothing.',
  sources: ['librefang/librefang#3450', 'openai/openai-agents-js#1580', 'lobehub/lobehub#17700'],
  faultsNeeded: 1,
  kind: 'content',
  make() {
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 30_000 } })
    const shop = new Map([['kettle', 'A kettle.']])

    return async ({ observe, signal }) => {
      const response = await client.models.generateContent({
        model: 'gemini-2.5-flash',
        contents: 'Describe the kettle K-200 for the shop in three sentences.',
        config: { abortSignal: signal },
      })
      const finish = response.candidates?.[0]?.finishReason
      if (finish !== FinishReason.STOP) throw new Error(`The description stopped by ${finish ?? 'nothing'}.`)
      const description = (response.text ?? '').trim()
      shop.set('kettle', description)
      observe.effect('publish kettle')
      return { product: 'kettle', description }
    }
  },
  scripts: [
    {
      steps: [{ inject: [emptyAnswer().first(1)] }],
      wrong: (runs) => {
        const { value, effects } = runs[0]![0]!
        const published = value as { description: string } | undefined
        return published?.description === '' && effects.length > 0 ? 'An empty description is published.' : undefined
      },
    },
  ],
}
