import { anthropic } from './anthropic.ts'
import { cohere } from './cohere.ts'
import type { Dialect } from './dialect.ts'
import { gemini } from './gemini.ts'
import { mistral } from './mistral.ts'
import { ollama } from './ollama.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiResponses } from './openai-responses.ts'

/** The providers that the raw server plays, each with the end of a path. */
const paths: readonly (readonly [provider: string, path: RegExp, dialect: Dialect])[] = [
  ['openai', /\/chat\/completions$/, openaiChat],
  ['openai', /\/responses$/, openaiResponses],
  ['anthropic', /\/v1\/messages$/, anthropic],
  ['gemini', /:(streamG|g)enerateContent$/, gemini],
  ['cohere', /\/v2\/chat$/, cohere],
  ['mistral', /\/chat\/completions$/, mistral],
  ['ollama', /\/api\/chat$/, ollama],
]

/** The providers that the raw server plays. */
export const playedProviders: ReadonlySet<string> = new Set(paths.map(([provider]) => provider))

/** The dialect of a path such as `/openai/v1/responses`. */
export function dialectAt(path: string): Dialect | undefined {
  const [, provider = '', rest = ''] = /^\/([^/]+)([^?]*)/.exec(path) ?? []
  return paths.find(([name, ending]) => name === provider && ending.test(rest))?.[2]
}
