import { digest } from '../base/hash.ts'
import type { Call, Message } from '../model/call.ts'

/** Roles whose texts are prompts. Earlier assistant texts are answers. */
const prompting: ReadonlySet<Message['role']> = new Set(['system', 'user', 'tool'])

/** The number of consecutive words that two texts do not share by chance. */
const row = 3

/** Finds texts that quote the prompts of some calls: system prompts, user messages, and tool results. */
export class Quotations {
  readonly #rows = new Set<string>()

  constructor(calls: Iterable<Pick<Call, 'messages'>>) {
    const texts = new Set<string>()
    for (const { messages } of calls)
      for (const { role, parts } of messages) if (prompting.has(role)) for (const part of parts) if ('text' in part) texts.add(part.text)
    for (const text of texts) for (const words of [wordsOf(text), ...leavesOf(text).map(wordsOf)]) this.#add(words)
  }

  /** Returns whether a text contains three consecutive words of a prompt, or a complete value of a tool's JSON. */
  isQuoting(text: string): boolean {
    if (this.#rows.size === 0) return false
    const words = wordsOf(text)
    return words.some((_, from) => [1, 2, row].some((count) => this.#rows.has(words.slice(from, from + count).join(' '))))
  }

  /** Returns whether any text within a value quotes a prompt. */
  isQuotedIn(value: unknown): boolean {
    if (typeof value === 'string') return this.isQuoting(value)
    return typeof value === 'object' && value !== null && Object.values(value).some((member) => this.isQuotedIn(member))
  }

  /** Replaces each text that quotes a prompt with a digest. */
  hashed<Value>(value: Value): Value {
    return this.#within(value) as Value
  }

  #within(value: unknown): unknown {
    if (typeof value === 'string') return this.isQuoting(value) ? digest(value) : value
    if (Array.isArray(value)) return value.map((member) => this.#within(member))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, this.#within(member)]))
    return value
  }

  #add(words: readonly string[]): void {
    // A single short word, such as "no", is in many texts.
    if (words.length < row) return void (words.join('').length >= 4 && this.#rows.add(words.join(' ')))
    for (let from = 0; from + row <= words.length; from++) this.#rows.add(words.slice(from, from + row).join(' '))
  }
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Returns the texts and numbers in a JSON text. */
function leavesOf(text: string): string[] {
  if (!/^\s*[[{]/.test(text)) return []
  const leaves: string[] = []
  try {
    JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'string' || typeof value === 'number') leaves.push(String(value))
    })
  } catch {
    // It is not JSON.
  }
  return leaves
}
