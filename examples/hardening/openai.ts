import OpenAI from 'openai'
import { completeText } from './complete.ts'

/** Streams an answer, and returns it only if it is complete. */
export async function ask(question: string, onDelta: (delta: string) => void = () => {}): Promise<string> {
  const client = new OpenAI({ apiKey: process.env['OPENAI_API_KEY'] ?? 'none', timeout: 20_000, maxRetries: 2, logLevel: 'off' })
  const request = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: question }], stream: true as const }
  const stream = await client.chat.completions.create(request, { signal: AbortSignal.timeout(90_000) })
  let [text, finish] = ['', undefined as string | undefined]
  for await (const { choices } of stream) {
    const delta = choices[0]?.delta.content ?? ''
    text += delta
    finish = choices[0]?.finish_reason ?? finish
    onDelta(delta)
  }
  return completeText(text, finish, 'stop')
}
