import { noSecretLeak } from '../../../src/property/index.ts'
import { askOpenAI, key, openaiClient } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const leaksKey: BuggyApp = {
  name: 'leaks-key',
  story: 'The error that reaches the log holds the settings of the client, and with them its key.',
  source: 'https://github.com/BerriAI/litellm/issues/5762',
  property: noSecretLeak([key]),
  task: async () => {
    const client = openaiClient()
    try {
      return await askOpenAI(client)
    } catch (error) {
      throw new Error(`Asking with ${JSON.stringify({ baseURL: client.baseURL, apiKey: client.apiKey })} failed`, { cause: error })
    }
  },
}
