import OpenAI from 'openai'
import { instructions, type Conversation, type Turn } from './conversation.ts'

/** How much of the earlier conversation a prompt contains, in characters: far below what a model reads reliably. */
const room = 600
/** How much of the question it contains. A longer text is searched like the rest. */
const questionRoom = 200

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [])
}

/** The lines that share the most words with a question, as many as fit, in their order. */
function excerpt(lines: readonly string[], question: string): string {
  const sought = wordsOf(question)
  const ranked = lines
    .map((line, place) => ({ line, place, shared: [...wordsOf(line)].filter((word) => sought.has(word)).length }))
    .filter(({ shared }) => shared > 0)
    .toSorted((one, other) => other.shared - one.shared || other.place - one.place)
  let left = room
  return ranked
    .filter(({ line }) => (left -= line.length) >= 0)
    .toSorted((one, other) => one.place - other.place)
    .map(({ line }) => line)
    .join('\n')
}

/** Keeps its own record of the conversation, and sends the instructions, the question and the few relevant lines. */
export function resume(earlier: readonly Turn[]): Conversation {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off', timeout: 20_000 })
  const record = earlier.flatMap(({ role, content }) => content.split('\n').map((line) => `${role}: ${line}`))
  return {
    async say(text) {
      const question = text.slice(-questionRoom)
      record.push(...text.split('\n').map((line) => `user: ${line}`))
      const reply = await client.chat.completions.create({
        model: 'gpt-4o',
        messages: [
          { role: 'system', content: `${instructions}\n\nSaid before:\n${excerpt(record, question)}` },
          { role: 'user', content: question },
        ],
      })
      const content = reply.choices[0]?.message.content ?? ''
      record.push(`assistant: ${content}`)
      return content
    },
  }
}
