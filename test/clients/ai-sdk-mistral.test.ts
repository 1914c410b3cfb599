import { createMistral } from '@ai-sdk/mistral'
import { mistral } from '../../src/index.ts'
import { describeAiSdk } from './ai-sdk-suite.ts'

const provider = createMistral({ apiKey: 'test' })

describeAiSdk('@ai-sdk/mistral', mistral(), [{ name: 'chat', model: () => provider.chat('mistral-large-latest'), overloadStatus: 429 }])
