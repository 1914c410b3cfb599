import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { confidentlyWrong, overloaded } from '../../faults/index.ts'
import { answers, anthropic, brownout, openai, readIncident, type Incident } from '../../src/index.ts'
import { test, withChaos } from '../../src/vitest/index.ts'
import { within } from '../import/played.ts'

const providers = { providers: [openai(), anthropic()] }
const tool = {
  type: 'function' as const,
  function: { name: 'find', parameters: { type: 'object', properties: { id: { type: 'string' } } } },
}

async function ask(content: string, tools: readonly (typeof tool)[] = []): Promise<OpenAI.ChatCompletionMessage> {
  const client = new OpenAI({ apiKey: 'test' })
  const request = { model: 'gpt-4o', messages: [{ role: 'user' as const, content }], ...(tools.length === 0 ? {} : { tools: [...tools] }) }
  return (await client.chat.completions.create(request)).choices[0]!.message
}

/** Answers of a model on another day with failures: to a prompt, to a prompt with a tool, and to one sent to another provider. */
async function yesterday(): Promise<Incident> {
  const chaos = await within(
    {
      ...providers,
      answers: answers.from(({ tools }) =>
        tools.length > 0 ? { toolCalls: [{ name: 'find', arguments: { id: '7' } }] } : 'It takes 30 days.',
      ),
    },
    async (chaos) => {
      chaos.inject(overloaded().nth(1), confidentlyWrong())
      await ask('How long?')
      await ask('Where is it?', [tool])
    },
  )
  return chaos.incident()
}

const incident = await yesterday()
const recorded = withChaos({ ...providers, answers: answers.recorded(incident) })

describe('recorded answers', () => {
  recorded('are those of the incident, without its failures', async ({ chaos }) => {
    expect((await ask('How long?')).content).toBe('It takes 30 days.')
    expect(chaos.journal.calls.map(({ status, fired }) => [status, fired.length])).toEqual([[200, 0]])
  })

  recorded('hold tool calls with their arguments', async ({ chaos: _chaos }) => {
    const [call] = (await ask('Where is it?', [tool])).tool_calls as [OpenAI.ChatCompletionMessageFunctionToolCall]
    expect(call.function).toEqual({ name: 'find', arguments: '{"id":"7"}' })
  })

  recorded('leave requests without a recorded answer to the default answers', async ({ chaos }) => {
    expect((await ask('Something else?')).content).not.toBe('It takes 30 days.')
    expect(chaos.journal.calls).toMatchObject([{ status: 200, ending: 'complete' }])
  })

  recorded('are of a provider and a model', async ({ chaos }) => {
    const message = await new Anthropic({ apiKey: 'test' }).messages.create({
      model: 'claude-sonnet-5',
      max_tokens: 100,
      messages: [{ role: 'user', content: 'How long?' }],
    })
    expect(JSON.stringify(message.content)).not.toContain('It takes 30 days.')
    expect(chaos.journal).toHaveCalled(1, { provider: 'anthropic' })
  })

  recorded('can be spoiled like any others', async ({ chaos }) => {
    chaos.inject(confidentlyWrong())
    expect((await ask('How long?')).content).not.toBe('It takes 30 days.')
    expect(chaos.journal.calls[0]!.truth).toBe('It takes 30 days.')
  })

  test('are read from the text of a file, and of nothing else', () => {
    expect(() => brownout({ ...providers, answers: answers.recorded(JSON.stringify(incident)) })).not.toThrow()
    expect(() => answers.recorded('{}')).toThrow('Cannot read the incident: its "format" is missing, expected "brownout-incident".')
  })

  test('are vectors if vectors were requested', async () => {
    const embed = async (): Promise<readonly number[]> => {
      const reply = await new OpenAI({ apiKey: 'test' }).embeddings.create({
        model: 'text-embedding-3-small',
        input: 'parcel',
        dimensions: 4,
      })
      return reply.data[0]!.embedding
    }
    let first: readonly number[] = []
    const chaos = await within({ seed: 'monday' }, async () => void (first = await embed()))
    let again: readonly number[] = []
    const replay = readIncident(JSON.stringify(chaos.incident()), catalogue)
    await within({ replay, seed: 'tuesday' }, async () => void (again = await embed()))
    expect(again).toEqual(first)
    expect(first).toHaveLength(4)
  })
})
