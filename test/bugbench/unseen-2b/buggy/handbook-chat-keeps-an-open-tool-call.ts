import { Mistral } from '@mistralai/mistralai'
import OpenAI from 'openai'
import { z } from 'zod'
import { serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const passages = ['Tenants may keep one cat.', 'The bins are emptied on Tuesday.']
const querySchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue('no JSON')
      return z.NEVER
    }
  })
  .pipe(z.object({ query: z.string().min(1) }))
const tools: OpenAI.ChatCompletionTool[] = [
  {
    type: 'function',
    function: { name: 'search_handbook', parameters: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] } },
  },
]

export const handbookChatKeepsAnOpenToolCall: YardstickApp = {
  name: 'handbook-chat-keeps-an-open-tool-call',
  story:
    'Chat back end with a thread per tenant, one turn at a time; its tool searches a handbook with embeddings of Mistral. A turn that fails is reported to the user. Bug: the assistant message with the tool call is in the thread before the tool has run. If the search fails once, its result never follows, and the provider refuses every later message of the thread.',
  sources: ['anomalyco/opencode#44852', 'langchain-ai/langchainjs#6621', 'archestra-ai/archestra#3684'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const chat = new OpenAI({ apiKey: 'test', timeout: 30_000 })
    const embedder = new Mistral({ apiKey: 'test' })
    const thread: OpenAI.ChatCompletionMessageParam[] = [{ role: 'system', content: 'You answer questions about the house.' }]

    async function searchHandbook(query: string, signal: AbortSignal): Promise<string> {
      const bounded = AbortSignal.any([signal, AbortSignal.timeout(30_000)])
      const { data } = await embedder.embeddings.create(
        { model: 'mistral-embed', inputs: [query, ...passages] },
        { fetchOptions: { signal: bounded } },
      )
      const [wanted, ...vectors] = data.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0)).map((entry) => entry.embedding ?? [])
      const sound = (vector: readonly number[]) => vector.length === wanted?.length && vector.every(Number.isFinite)
      if (vectors.length !== passages.length || !vectors.every(sound)) throw new Error('The embeddings cannot be used.')
      const scores = vectors.map((vector) => vector.reduce((sum, value, at) => sum + value * (wanted?.[at] ?? 0), 0))
      return passages[scores.indexOf(Math.max(...scores))] ?? 'nothing found'
    }

    async function runTool(call: OpenAI.ChatCompletionMessageToolCall, signal: AbortSignal): Promise<string> {
      if (call.type !== 'function' || call.function.name !== 'search_handbook') return 'There is no such tool.'
      const query = querySchema.safeParse(call.function.arguments)
      return query.success ? searchHandbook(query.data.query, signal) : 'The arguments cannot be read.'
    }

    async function turn(signal: AbortSignal): Promise<string | null> {
      signal.throwIfAborted()
      thread.push({ role: 'user', content: 'May I keep a cat?' })
      for (let round = 0; round < 4; round++) {
        const { choices } = await chat.chat.completions.create(
          { model: 'gpt-4o', tools, tool_choice: round === 0 ? 'required' : 'auto', messages: thread },
          { signal },
        )
        const choice = choices[0]
        if (choice === undefined) throw new Error('The model sent no choice.')
        if (!['stop', 'tool_calls'].includes(choice.finish_reason)) throw new Error(`The answer ended with ${choice.finish_reason}.`)
        if (choice.message.refusal) throw new Error(`The model refused: ${choice.message.refusal}`)
        if (!choice.message.content && choice.message.tool_calls === undefined) throw new Error('The answer is empty.')
        thread.push(choice.message)
        if (choice.message.tool_calls === undefined) return choice.message.content
        for (const call of choice.message.tool_calls) {
          thread.push({ role: 'tool', tool_call_id: call.id, content: await runTool(call, signal) })
        }
      }
      throw new Error('The model did not stop searching.')
    }

    let line: Promise<unknown> = Promise.resolve()
    return ({ signal }) => {
      const mine = line.then(() => turn(signal))
      line = mine.catch(() => {})
      return mine
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().for('mistral')] }, { after: 60_000 }, { after: 86_400_000 }],
      wrong: (runs) => (runs.at(-1)?.[0]?.error === undefined ? undefined : 'The thread is refused for good after one failed search.'),
    },
  ],
}
