import { fallsBack } from '../../../src/property/index.ts'
import { askAnthropic, askOpenAI, statusOf } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const fallsBackOnStatusOnly: BuggyApp = {
  name: 'falls-back-on-status-only',
  story: 'An error without a status, such as a broken connection, does not lead to the second provider.',
  source: 'https://github.com/openclaw/openclaw/issues/69642',
  property: fallsBack({ from: 'openai', to: 'anthropic' }),
  task: async () => {
    try {
      return await askOpenAI()
    } catch (error) {
      if (statusOf(error) === undefined) throw error
      return askAnthropic()
    }
  },
}
