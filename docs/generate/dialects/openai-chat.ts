import OpenAI from 'openai'
import { openai } from '../../../src/index.ts'
import { askChat } from './chat.ts'
import { clientOptions, type Dialect } from './dialect.ts'

/** OpenAI Chat Completions, with its official SDK. */
export const openaiChat: Dialect = {
  name: 'OpenAI Chat',
  provider: openai,
  client: 'openai',
  ask: (scenario) => askChat(new OpenAI(clientOptions), scenario, { model: 'gpt-4o' }),
}
