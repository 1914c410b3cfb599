import { createOpenAI } from '@ai-sdk/openai'
import { openai } from '../../src/index.ts'
import { describeAiSdk } from './ai-sdk-suite.ts'

const provider = createOpenAI({ apiKey: 'sk-test' })

describeAiSdk('@ai-sdk/openai', openai(), [
  { name: 'chat', model: () => provider.chat('gpt-4o'), overloadStatus: 503 },
  { name: 'responses', model: () => provider.responses('gpt-5'), overloadStatus: 503 },
])
