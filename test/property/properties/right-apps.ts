import type { ChatCompletion, ChatCompletionMessageParam, ChatCompletionMessageToolCall } from 'openai/resources/chat/completions'
import { z } from 'zod'
import type { Observe, Task } from '../../../src/property/index.ts'
import { ask, askAnthropic, AssistantError, askOpenAI, openaiClient, refundTool, sleep, streamOpenAI } from '../apps.ts'

const items = ['parcel 1', 'parcel 2', 'parcel 3', 'parcel 4'] as const

/** Two workers take items from one list, and note what failed. */
const queue: Task = async ({ observe }) => {
  const waiting = [...items]
  const results: unknown[] = []
  const work = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      const name = item
      const result = observe.task(name, () => ask(`Where is ${name}?`))
      results.push(
        await result.then(
          (text) => ({ name, text }),
          (error: unknown) => ({ name, error: String(error) }),
        ),
      )
    }
  }
  await Promise.all([work(), work()])
  return results
}

const failsTyped = (cause: unknown): never => {
  throw new AssistantError('openai', cause)
}

/** Runs a tool of the model: once for each order that the user has named. */
function runTool(use: ChatCompletionMessageToolCall, done: Set<string>, observe: Observe): string {
  if (use.type !== 'function' || use.function.name !== 'refund') return 'error: unknown tool'
  const given = z.strictObject({ order: z.literal('A-77') }).safeParse(JSON.parse(use.function.arguments))
  if (!given.success) return 'error: invalid arguments'
  if (done.has(given.data.order)) return 'was refunded before'
  done.add(given.data.order)
  observe.effect(`refund ${given.data.order}`, { name: 'refund', arguments: given.data })
  return 'refunded'
}

const agent: Task = async ({ observe }) => {
  const messages: ChatCompletionMessageParam[] = [
    { role: 'system', content: 'Answer in English.' },
    { role: 'user', content: 'Please refund A-77.' },
  ]
  const done = new Set<string>()
  for (let turn = 0; turn < 4; turn++) {
    const reply: Partial<ChatCompletion> | undefined = await openaiClient({ maxRetries: 2 })
      .chat.completions.create({ model: 'gpt-4o', messages, tools: [refundTool] })
      .catch(failsTyped)
    const choice = reply?.choices?.[0]
    if (choice === undefined || choice.finish_reason === 'length') return failsTyped(new Error('The answer is not complete'))
    if (choice.message.tool_calls === undefined) return { text: choice.message.content }
    messages.push(choice.message)
    for (const use of choice.message.tool_calls) {
      let content = 'error: no JSON'
      try {
        content = runTool(use, done, observe)
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error
      }
      messages.push({ role: 'tool', tool_call_id: use.id, content })
    }
  }
  return { error: 'too many turns' }
}

const place = z.object({ city: z.string() })

const structured: Task = async () => {
  const { choices } = await openaiClient().chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Where is my parcel?' }],
    response_format: { type: 'json_schema', json_schema: { name: 'place', schema: z.toJSONSchema(place), strict: true } },
  })
  return place.parse(JSON.parse(choices[0]!.message.content!))
}

/** Looks a question up by its vector, and calls the model with the findings. */
const retrieval: Task = async () => {
  const { data } = await openaiClient().embeddings.create({ model: 'text-embedding-3-small', input: 'Where is my parcel?' })
  const messages = [
    { role: 'system' as const, content: 'Answer in English.' },
    { role: 'user' as const, content: `Where is my parcel? ${data.length} documents were found.` },
  ]
  const { choices } = await openaiClient().chat.completions.create({ model: 'gpt-4o', messages })
  return { text: choices[0]!.message.content }
}

/** The majority of three answers. */
const vote: Task = async () => {
  const votes = await Promise.allSettled([1, 2, 3].map(() => ask('Where is my parcel?')))
  const texts = votes.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  return texts.length < 2 ? failsTyped(new Error('There is no majority')) : texts[0]
}

/** Calls one provider and, if that is slow, another one, too. Returns which was faster. */
const hedge: Task = async () => {
  const abort = new AbortController()
  const first = askOpenAI(openaiClient(), abort.signal).then((text) => ({ text, provider: 'openai' }))
  const second = sleep(2_000).then(async () => ({ text: await askAnthropic(abort.signal), provider: 'anthropic' }))
  try {
    return await Promise.any([first, second])
  } catch (cause) {
    return failsTyped(cause)
  } finally {
    abort.abort()
  }
}

/** A circuit breaker per provider, shared by tenants who make calls one after another. */
const tenants: Task = async ({ observe }) => {
  let failures = 0
  const answer = async (tenant: string): Promise<string> => {
    if (failures >= 2) throw new Error('The circuit breaker is open')
    return ask(`Where is the parcel of ${tenant}?`).catch((error: unknown) => {
      failures++
      throw error
    })
  }
  for (const tenant of ['Ada', 'Bob', 'Cid', 'Dan']) await observe.task({ name: tenant, tenant }, () => answer(tenant)).catch(() => {})
}

/** Apps that do what they should, in the styles in which people write them. */
export const rightApps: Readonly<Record<string, Task>> = {
  'a batch with Promise.allSettled': () => Promise.allSettled(items.map((item) => ask(`Where is ${item}?`))),
  'a batch of tasks at the same time': ({ observe }) =>
    Promise.allSettled(items.map((item) => observe.task(item, () => ask(`Where is ${item}?`)))),
  'a queue with two workers': queue,
  'a batch that combines what it has': async () =>
    ask(`Combine: ${(await Promise.all(items.map((item) => ask(`Where is ${item}?`).catch(() => '[missing]')))).join(' ')}`),
  'an agent with a refund tool': agent,
  'a fallback that names the provider that answered': () =>
    askOpenAI()
      .then((text) => ({ text, provider: 'openai' }))
      .catch(async () => ({ text: await askAnthropic(), provider: 'anthropic' }))
      .catch(failsTyped),
  'a hedge that names the provider that answered': hedge,
  'an apology': () => askOpenAI(openaiClient({ maxRetries: 2 })).catch(() => 'Sorry, we cannot answer right now.'),
  'a null': () => askOpenAI(openaiClient({ maxRetries: 2 })).catch(() => null),
  'a stream with a mark': async ({ observe }) => {
    const { text, finish } = await streamOpenAI(undefined, (piece) => observe.streamed(piece))
    return { text, partial: finish !== 'stop' }
  },
  'a structured answer': structured,
  retrieval,
  'a vote': vote,
  'tenants with one circuit breaker': tenants,
  'tenants at the same time': ({ observe }) =>
    Promise.allSettled(
      ['Ada', 'Bob'].map((tenant) => observe.task({ name: tenant, tenant }, () => ask(`Where is the parcel of ${tenant}?`))),
    ),
  'two wordings of one question': async ({ observe }) => {
    for (const wording of ['How long may I ask for a refund?', 'By when can I get my refund?'])
      await observe.task({ name: wording, meaning: 'refund' }, () => ask(wording)).catch(() => {})
  },
}

/** The apps that fail only with an error of their own. */
export const failTyped: readonly string[] = ['an agent with a refund tool', 'a hedge that names the provider that answered', 'a vote']
