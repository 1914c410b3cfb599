import type { Provider } from '../engine/model/provider.ts'
import { anthropic } from '../providers/anthropic/index.ts'
import { azure } from '../providers/azure/index.ts'
import { bedrock } from '../providers/bedrock/index.ts'
import { cohere } from '../providers/cohere/index.ts'
import { gemini } from '../providers/gemini/index.ts'
import { mistral } from '../providers/mistral/index.ts'
import { ollama } from '../providers/ollama/index.ts'
import { openai } from '../providers/openai/index.ts'
import { openrouter } from '../providers/openrouter/index.ts'

/** Every provider that brownout plays, at its usual place. */
export function everyProvider(): readonly Provider[] {
  return [openai(), anthropic(), gemini(), azure(), bedrock(), mistral(), cohere(), ollama(), openrouter()]
}

/**
 * The variable that clients of a provider read their base URL from: openai and @ai-sdk/openai; @anthropic-ai/sdk (whose server
 * answers with `/v1` after it and without); @google/genai; the AzureOpenAI client; the SDKs of AWS; Ollama's own programs. The
 * clients of the others take it as an option only.
 */
export const baseUrlVariables: Readonly<Record<string, string>> = {
  openai: 'OPENAI_BASE_URL',
  anthropic: 'ANTHROPIC_BASE_URL',
  gemini: 'GOOGLE_GEMINI_BASE_URL',
  azure: 'AZURE_OPENAI_ENDPOINT',
  bedrock: 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
  ollama: 'OLLAMA_HOST',
}
