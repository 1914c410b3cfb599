import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import type { Assistant, AskOptions, Resolution } from '../support/assistant.ts'
import { filing, instructions } from '../support/assistant.ts'
import { findOrder, findOrderParameters, resolutionSchema } from '../support/orders.ts'

type ToolCall = { id: string; name: string; arguments: string }

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/**
 * The assistant as written from the tutorials. Each step is from a README or a quick start, and works in every demo.
 */
export function createAssistant(): Assistant {
  const openai = new OpenAI({ apiKey: 'test', logLevel: 'off' })
  const anthropic = new Anthropic({ apiKey: 'test', logLevel: 'off' })

  // The streaming quick start: append deltas until the loop ends, without checking why it ended.
  // https://github.com/openai/openai-node#streaming-responses
  async function turn(
    messages: OpenAI.ChatCompletionMessageParam[],
    onText: (piece: string) => void,
  ): Promise<{ text: string; call: ToolCall | undefined }> {
    const stream = await openai.chat.completions.create({
      model: 'gpt-4o',
      messages,
      stream: true,
      tools: [{ type: 'function', function: { name: 'find_order', description: 'Look an order up', parameters: findOrderParameters } }],
    })
    let text = ''
    let call: ToolCall | undefined
    for await (const chunk of stream) {
      const delta = chunk.choices[0]?.delta
      if (delta?.content) {
        text += delta.content
        onText(delta.content)
      }
      for (const piece of delta?.tool_calls ?? []) {
        call ??= { id: piece.id ?? '', name: piece.function?.name ?? '', arguments: '' }
        call.arguments += piece.function?.arguments ?? ''
      }
    }
    return { text, call }
  }

  // The function-calling guide: parse the arguments, call the function, send the result back.
  // https://platform.openai.com/docs/guides/function-calling
  async function askOpenAI(question: string, onText: (piece: string) => void): Promise<Resolution> {
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: 'system', content: instructions },
      { role: 'user', content: question },
    ]
    let { text, call } = await turn(messages, onText)
    if (call !== undefined) {
      const { orderId } = JSON.parse(call.arguments)
      messages.push({ role: 'assistant', content: text || null, tool_calls: [{ id: call.id, type: 'function', function: call }] })
      messages.push({ role: 'tool', tool_call_id: call.id, content: findOrder(orderId) })
      ;({ text } = await turn(messages, onText))
    }
    const filed = await openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [...messages, { role: 'assistant', content: text }, { role: 'user', content: filing }],
      response_format: { type: 'json_schema', json_schema: { name: 'resolution', schema: resolutionSchema, strict: true } },
    })
    return { answer: text, ...JSON.parse(filed.choices[0]!.message.content!) }
  }

  async function askAnthropic(question: string, onText: (piece: string) => void): Promise<Resolution> {
    const reply = await anthropic.messages.create({
      model: 'claude-sonnet-4-6',
      max_tokens: 1024,
      system: instructions,
      messages: [{ role: 'user', content: question }],
    })
    const answer = reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    onText(answer)
    return { answer, orderId: null, needsHuman: false }
  }

  return {
    // "Wrap it in a retry", then "add a fallback": the SDK below has already retried twice when an error gets here, and any
    // error is retried. https://cookbook.openai.com/examples/how_to_handle_rate_limits
    async ask(question: string, { onText = () => {} }: AskOptions = {}): Promise<Resolution> {
      for (let attempt = 0; attempt < 3; attempt++) {
        try {
          return await askOpenAI(question, onText)
        } catch {
          await sleep(1_000 * 2 ** attempt)
        }
      }
      return askAnthropic(question, onText)
    },
  }
}
