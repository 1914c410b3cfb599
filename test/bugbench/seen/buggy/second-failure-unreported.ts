import OpenAI from 'openai'
import { serverError } from '../../../../faults/index.ts'
import { pause, waitAskedBy } from '../pause.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const reviews = ['The lamp flickers.', 'Great chair!', 'The table came late.']

interface Batch {
  readonly tagged: Readonly<Record<string, string>>
  readonly failed: readonly string[]
}

export const secondFailureUnreported: YardstickApp = {
  name: 'second-failure-unreported',
  story:
    'Tags a batch of reviews and tries the failed ones once more. Bug: what fails in the second pass is in neither list, tagged nor failed, so the batch reports that nothing failed and a complaint is never seen.',
  sources: ['aws-powertools/powertools-lambda-typescript#1688', 'timgit/pg-boss#474', 'stjude-rust-labs/sprocket#398'],
  faultsNeeded: 2,
  kind: 'accounting',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 0 })

    async function tag(review: string, signal: AbortSignal): Promise<readonly [string, string]> {
      const completion = await client.chat.completions.create(
        { model: 'gpt-4o-mini', messages: [{ role: 'user', content: `What is this review about? ${review}` }] },
        { signal },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The tag is incomplete.')
      return [review, choice.message.content]
    }

    return async ({ signal }): Promise<Batch> => {
      const first = await Promise.allSettled(reviews.map((review) => tag(review, signal)))
      signal.throwIfAborted()
      const again = reviews.filter((_, place) => first[place]?.status === 'rejected')
      const asked = first.map((result) =>
        result.status === 'rejected' && result.reason instanceof OpenAI.APIError
          ? waitAskedBy(result.reason.headers as Headers | undefined)
          : 0,
      )
      const wait = Math.max(...asked)
      if (wait <= 60_000) await pause(wait, signal)
      const second = wait <= 60_000 ? await Promise.allSettled(again.map((review) => tag(review, signal))) : []
      signal.throwIfAborted()
      const tagged = [...first, ...second].flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      const failed = again.filter((_, place) => second[place] === undefined)
      return { tagged: Object.fromEntries(tagged), failed }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().nth(2), serverError().nth(4)] }],
      wrong: (runs) => {
        const batch = runs[0]![0]!.value as Batch | undefined
        const seen = batch === undefined ? reviews.length : Object.keys(batch.tagged).length + batch.failed.length
        return seen < reviews.length ? `${reviews.length - seen} of ${reviews.length} reviews are in no list.` : undefined
      },
    },
  ],
}
