import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { openai } from '../../src/index.ts'
import { describeAiSdk } from './ai-sdk-suite.ts'

const hosts = [
  { name: 'groq', baseURL: 'https://api.groq.com/openai/v1' },
  { name: 'deepseek', baseURL: 'https://api.deepseek.com' },
  { name: 'vllm', baseURL: 'http://localhost:8000/v1' },
] as const

for (const { name, baseURL } of hosts) {
  const compatible = createOpenAICompatible({ name, baseURL, apiKey: 'test', supportsStructuredOutputs: true, includeUsage: true })
  describeAiSdk('@ai-sdk/openai-compatible', openai({ flavor: name }), [
    { name, model: () => compatible.chatModel('gpt-oss-120b'), overloadStatus: 503 },
  ])
}
