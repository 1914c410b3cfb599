import { place, text } from '../matrix/task.ts'

/** A tool call of the model. */
export interface SaidCall {
  readonly id: string
  readonly name: string
  /** As text: a model can write text that is not JSON. */
  readonly arguments: string
}

/** Why the model stopped. */
export type Stop = 'stop' | 'tools' | 'length' | 'filter' | 'refusal' | 'unknown'

/** What the model answers, before any provider writes it down. */
export interface Said {
  readonly text: string
  readonly calls: readonly SaidCall[]
  readonly stop: Stop
  readonly hasUsage: boolean
  /** The number of the request: no two answers have the same id. */
  readonly number: number
}

/** What a request wants. */
export interface Wanted {
  readonly stream: boolean
  readonly tools: readonly string[]
  readonly hasToolResult: boolean
  readonly inJson: boolean
}

const json = JSON.stringify(place)

/** The model calls the first tool once, and else answers in prose, or in JSON if that is requested. */
export function saidTo({ tools: [tool], hasToolResult, inJson }: Wanted, number = 0): Said {
  if (tool !== undefined && !hasToolResult)
    return { text: '', calls: [{ id: 'call_1', name: tool, arguments: json }], stop: 'tools', hasUsage: true, number }
  return { text: inJson ? json : text, calls: [], stop: 'stop', hasUsage: true, number }
}

/** A tokenizer that splits at spaces, and a long word in pieces. */
export function wordsOf(said: string): string[] {
  return said.match(/\s*\S{1,24}/g) ?? []
}

/** A tokenizer for JSON: words, and the signs between them. */
export function tokensOf(given: string): string[] {
  return given.match(/\s?\w+|[^\w\s]+|\s/g) ?? []
}
