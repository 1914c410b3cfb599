import { anthropicMessages } from './anthropic-messages.ts'
import { azureChat } from './azure-chat.ts'
import { bedrockConverse } from './bedrock-converse.ts'
import { bedrockEmbeddings } from './bedrock-embeddings.ts'
import { bedrockInvoke } from './bedrock-invoke.ts'
import { cohereChat } from './cohere-chat.ts'
import { cohereEmbeddings } from './cohere-embeddings.ts'
import { ollamaChat } from './ollama-chat.ts'
import { ollamaEmbeddings } from './ollama-embeddings.ts'
import type { Dialect } from './dialect.ts'
import { openrouterChat } from './openrouter-chat.ts'
import { mistralChat } from './mistral-chat.ts'
import { geminiEmbeddings } from './gemini-embeddings.ts'
import { geminiGenerate } from './gemini.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiEmbeddings } from './openai-embeddings.ts'
import { openaiResponses } from './openai-responses.ts'
import { vercelLanguageModel } from './vercel.ts'

/** Every supported dialect. */
export const dialects: readonly Dialect[] = [
  openaiChat,
  openaiResponses,
  openaiEmbeddings,
  anthropicMessages,
  azureChat,
  openrouterChat,
  mistralChat,
  geminiGenerate,
  geminiEmbeddings,
  bedrockConverse,
  bedrockInvoke,
  bedrockEmbeddings,
  cohereChat,
  cohereEmbeddings,
  ollamaChat,
  ollamaEmbeddings,
  vercelLanguageModel,
]
