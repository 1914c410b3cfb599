import { AzureOpenAI } from 'openai'
import { azure } from '../../../src/index.ts'
import { askChat } from './chat.ts'
import { clientOptions, type Dialect } from './dialect.ts'

/** Azure OpenAI's Chat Completions of a deployment, with its official SDK. */
export const azureChat: Dialect = {
  name: 'Azure OpenAI',
  provider: azure,
  client: 'openai',
  ask: (scenario) =>
    askChat(new AzureOpenAI({ ...clientOptions, endpoint: 'https://parcels.openai.azure.com', apiVersion: '2024-10-21' }), scenario, {
      model: 'gpt-4o',
    }),
}
