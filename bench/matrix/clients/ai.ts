import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { createAnthropic } from '@ai-sdk/anthropic'
import { createAzure } from '@ai-sdk/azure'
import { createCohere } from '@ai-sdk/cohere'
import { createDeepSeek } from '@ai-sdk/deepseek'
import { createGoogle } from '@ai-sdk/google'
import { createGroq } from '@ai-sdk/groq'
import { createMistral } from '@ai-sdk/mistral'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { createXai } from '@ai-sdk/xai'
import { createOpenRouter } from '@openrouter/ai-sdk-provider'
import { createGateway } from 'ai'
import { createOllama } from 'ai-sdk-ollama'
import { anthropic, azure, bedrock, cohere, gemini, mistral, ollama, openai, openrouter, vercel } from '../../../src/index.ts'
import { aiSdkTextStream, aiSdkWays, type AiSdkRow } from '../ai-sdk-ways.ts'
import type { Client } from '../client.ts'

const apiKey = 'test'

const viaOpenai: AiSdkRow = {
  name: 'openai responses',
  packages: ['@ai-sdk/openai', 'ai'],
  providers: [openai],
  model: () => createOpenAI({ apiKey })('gpt-4o'),
}

const rows: readonly AiSdkRow[] = [
  viaOpenai,
  { ...viaOpenai, name: 'openai chat', model: () => createOpenAI({ apiKey }).chat('gpt-4o') },
  {
    name: 'openai-compatible',
    packages: ['@ai-sdk/openai-compatible', 'ai'],
    providers: [openai],
    model: () =>
      createOpenAICompatible({ name: 'openai', apiKey, baseURL: 'https://api.openai.com/v1', supportsStructuredOutputs: true })('gpt-4o'),
  },
  {
    name: 'anthropic',
    packages: ['@ai-sdk/anthropic', 'ai'],
    providers: [anthropic],
    model: () => createAnthropic({ apiKey })('claude-sonnet-5'),
  },
  { name: 'google', packages: ['@ai-sdk/google', 'ai'], providers: [gemini], model: () => createGoogle({ apiKey })('gemini-2.5-flash') },
  {
    name: 'azure',
    packages: ['@ai-sdk/azure', 'ai'],
    providers: [azure],
    model: () => createAzure({ apiKey, resourceName: 'acme' })('gpt-4o'),
  },
  {
    name: 'amazon-bedrock',
    packages: ['@ai-sdk/amazon-bedrock', 'ai'],
    providers: [bedrock],
    model: () => createAmazonBedrock({ region: 'us-east-1', apiKey })('us.anthropic.claude-sonnet-4-5-20250929-v1:0'),
  },
  {
    name: 'mistral',
    packages: ['@ai-sdk/mistral', 'ai'],
    providers: [mistral],
    model: () => createMistral({ apiKey })('mistral-large-latest'),
  },
  { name: 'cohere', packages: ['@ai-sdk/cohere', 'ai'], providers: [cohere], model: () => createCohere({ apiKey })('command-a-03-2025') },
  {
    name: 'groq',
    packages: ['@ai-sdk/groq', 'ai'],
    providers: [() => openai({ flavor: 'groq' })],
    model: () => createGroq({ apiKey })('openai/gpt-oss-120b'),
  },
  {
    name: 'deepseek',
    packages: ['@ai-sdk/deepseek', 'ai'],
    providers: [() => openai({ flavor: 'deepseek' })],
    model: () => createDeepSeek({ apiKey })('deepseek-chat'),
  },
  {
    name: 'xai',
    packages: ['@ai-sdk/xai', 'ai'],
    providers: [() => openai({ flavor: 'xai' })],
    model: () => createXai({ apiKey })('grok-4'),
  },
  { name: 'ollama', packages: ['ai-sdk-ollama', 'ai'], providers: [ollama], model: () => createOllama()('llama3.2') },
  {
    name: 'openrouter',
    packages: ['@openrouter/ai-sdk-provider', 'ai'],
    providers: [openrouter],
    model: () => createOpenRouter({ apiKey })('openai/gpt-4o'),
  },
  { name: 'Vercel gateway', packages: ['ai'], providers: [vercel], model: () => createGateway({ apiKey })('openai/gpt-4o') },
]

export const clients: readonly Client[] = [...rows.flatMap(aiSdkWays), aiSdkTextStream(viaOpenai)]
