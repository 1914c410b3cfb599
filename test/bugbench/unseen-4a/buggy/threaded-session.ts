import OpenAI from 'openai'
import { truncatedStream } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Turn {
  readonly asked: string
  readonly said: string
  readonly failed: boolean
}

const questions = ['My parcel has not come. What can I do?', 'And if it comes tomorrow?', 'Who pays for sending it back?']

export const threadedSession: YardstickApp = {
  name: 'threaded-session',
  story: `A support chat over the Responses API of the openai SDK, streamed; the provider keeps the history, and each turn names the
    response before it by previous_response_id. A turn that fails shows a notice, and the chat goes on. Bug: the id is taken from
    response.created. A response whose stream breaks is not stored, so every later turn names a response that does not exist and gets a
    400: one broken stream ends the conversation for good.`,
  sources: ['agno-agi/agno#9261', 'bigduu/Bamboo-agent#513', 'lmstudio-ai/lmstudio-bug-tracker#1188'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })

    return async ({ signal }): Promise<readonly Turn[]> => {
      let previous: string | null = null

      async function answer(question: string): Promise<string> {
        const stream: AsyncIterable<OpenAI.Responses.ResponseStreamEvent> = await client.responses.create(
          { model: 'gpt-4o', input: question, previous_response_id: previous, stream: true },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(90_000)]) },
        )
        let text = ''
        for await (const event of stream) {
          if (event.type === 'response.created') previous = event.response.id
          else if (event.type === 'response.output_text.delta') text += event.delta
          else if (event.type === 'response.completed' && text !== '') return text
        }
        throw new Error('The stream ended before the response was completed.')
      }

      const turns: Turn[] = []
      for (const asked of questions) {
        try {
          turns.push({ asked, said: await answer(asked), failed: false })
        } catch (error) {
          if (signal.aborted) throw error
          turns.push({ asked, said: 'Something went wrong. Please go on with your next question.', failed: true })
        }
      }
      return turns
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream().first(1)] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        const failed = ((run?.value ?? []) as readonly Turn[]).filter((turn) => turn.failed).length
        return failed > 1 ? `One broken stream, and ${failed} turns of ${questions.length} failed.` : undefined
      },
    },
  ],
}
