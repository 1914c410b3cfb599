import type Anthropic from '@anthropic-ai/sdk'
import type { GoogleGenAI } from '@google/genai'
import type OpenAI from 'openai'
import { z } from 'zod'
import { AnswerError, ReplyError } from './patiently.ts'

const OpenAIReply = z.object({
  choices: z
    .array(z.object({ finish_reason: z.string(), message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }) }))
    .min(1),
})
const AnthropicReply = z.object({
  stop_reason: z.string(),
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })),
})
const GeminiReply = z.object({
  candidates: z
    .array(z.object({ finishReason: z.string(), content: z.object({ parts: z.array(z.object({ text: z.string().optional() })) }) }))
    .min(1),
})

function whole(who: string, ended: string, wanted: string, text: string): string {
  if (ended !== wanted) throw new AnswerError(`${who} did not finish its answer: ${ended}.`)
  if (text.trim() === '') throw new AnswerError(`${who} answered nothing.`)
  return text
}

function read<Shape>(who: string, schema: z.ZodType<Shape>, reply: unknown): Shape {
  const read = schema.safeParse(reply)
  if (!read.success) throw new ReplyError(`${who} sent something else than an answer.`, { cause: read.error })
  return read.data
}

/** A complete answer of OpenAI, or an error. */
export async function askOpenAI(
  client: OpenAI,
  signal: AbortSignal,
  request: Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, 'stream'>,
): Promise<string> {
  const reply = read('OpenAI', OpenAIReply, await client.chat.completions.create(request, { signal, maxRetries: 0 }))
  const [choice] = reply.choices
  if (choice?.message.refusal) throw new AnswerError(`OpenAI refused: ${choice.message.refusal}`)
  return whole('OpenAI', choice?.finish_reason ?? 'nothing', 'stop', choice?.message.content ?? '')
}

/** A complete answer of Anthropic, or an error. */
export async function askAnthropic(
  client: Anthropic,
  signal: AbortSignal,
  request: Omit<Anthropic.MessageCreateParamsNonStreaming, 'stream'>,
): Promise<string> {
  const reply = read('Anthropic', AnthropicReply, await client.messages.create(request, { signal, maxRetries: 0 }))
  return whole('Anthropic', reply.stop_reason, 'end_turn', reply.content.map((block) => block.text ?? '').join(''))
}

/** A complete answer of Gemini, or an error. */
export async function askGemini(client: GoogleGenAI, signal: AbortSignal, model: string, contents: string): Promise<string> {
  const reply = read('Gemini', GeminiReply, await client.models.generateContent({ model, contents, config: { abortSignal: signal } }))
  const [candidate] = reply.candidates
  return whole(
    'Gemini',
    candidate?.finishReason ?? 'nothing',
    'STOP',
    candidate?.content.parts.map((part) => part.text ?? '').join('') ?? '',
  )
}
