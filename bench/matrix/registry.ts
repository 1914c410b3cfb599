import type { Client } from './client.ts'

/** The files of the clients. Each is loaded only when it is played. */
const files = {
  'openai-chat': () => import('./clients/openai-chat.ts'),
  'openai-responses': () => import('./clients/openai-responses.ts'),
  anthropic: () => import('./clients/anthropic.ts'),
  ai: () => import('./clients/ai.ts'),
  'ai-generate-object': () => import('./clients/ai-generate-object.ts'),
  'ai-retry': () => import('./clients/ai-retry.ts'),
  'google-genai': () => import('./clients/google-genai.ts'),
  bedrock: () => import('./clients/bedrock.ts'),
  mistral: () => import('./clients/mistral.ts'),
  cohere: () => import('./clients/cohere.ts'),
  ollama: () => import('./clients/ollama.ts'),
  openrouter: () => import('./clients/openrouter.ts'),
  'openrouter-agent': () => import('./clients/openrouter-agent.ts'),
  'openai-agents': () => import('./clients/openai-agents.ts'),
  langchain: () => import('./clients/langchain.ts'),
  'langchain-agent': () => import('./clients/langchain-agent.ts'),
  'retry-libraries': () => import('./clients/retry-libraries.ts'),
  'ai-fallback': () => import('./clients/ai-fallback.ts'),
  'openai-like': () => import('./clients/openai-like.ts'),
  instructor: () => import('./clients/instructor.ts'),
  'tanstack-ai': () => import('./clients/tanstack-ai.ts'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly clients: readonly Client[] }>>>

export type ClientFile = keyof typeof files
export const clientFiles = Object.keys(files) as ClientFile[]

export async function clientsIn(file: ClientFile): Promise<readonly Client[]> {
  return (await files[file]()).clients
}
