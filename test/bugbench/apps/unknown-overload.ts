import { fallsBack } from '../../../src/property/index.ts'
import { askAnthropic, askOpenAI, statusOf } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const unknownOverload: BuggyApp = {
  name: 'unknown-overload',
  story: 'The list of statuses that lead to the second provider lacks the 529 of Anthropic.',
  source: 'https://github.com/openclaw/openclaw/issues/49079',
  property: fallsBack({ from: 'anthropic', to: 'openai' }),
  task: async () => {
    try {
      return await askAnthropic()
    } catch (error) {
      const status = statusOf(error)
      if (status !== undefined && ![401, 402, 403, 404, 408, 409, 413, 422, 400, 429, 500, 502, 503, 504, 520, 522, 530].includes(status))
        throw error
      return askOpenAI()
    }
  },
}
