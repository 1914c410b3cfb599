import Anthropic from '@anthropic-ai/sdk'
import { completeText } from './complete.ts'

/** Streams an answer, and returns it only if it is complete. */
export async function ask(question: string, onDelta: (delta: string) => void = () => {}): Promise<string> {
  const client = new Anthropic({ apiKey: process.env['ANTHROPIC_API_KEY'] ?? 'none', timeout: 20_000, maxRetries: 2, logLevel: 'off' })
  const request = { model: 'claude-sonnet-5', max_tokens: 4_000, messages: [{ role: 'user' as const, content: question }] }
  const stream = client.messages.stream(request, { signal: AbortSignal.timeout(90_000) })
  stream.on('text', onDelta)
  const { content, stop_reason: reason } = await stream.finalMessage()
  const text = content.map((block) => (block.type === 'text' ? block.text : '')).join('')
  return completeText(text, reason, 'end_turn')
}
