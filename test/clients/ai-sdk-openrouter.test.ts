import { createOpenRouter } from '@openrouter/ai-sdk-provider'
import { openrouter } from '../../src/index.ts'
import { describeAiSdk } from './ai-sdk-suite.ts'

const provider = createOpenRouter({ apiKey: 'test' })

describeAiSdk('@openrouter/ai-sdk-provider', openrouter(), [
  { name: 'chat', model: () => provider.chat('openai/gpt-4o'), overloadStatus: 529 },
])
