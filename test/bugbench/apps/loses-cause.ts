import { errorsIdentifyCause } from '../../../src/property/index.ts'
import { askOpenAI } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const losesCause: BuggyApp = {
  name: 'loses-cause',
  story: 'Every failure becomes the same sentence, and nobody can tell what happened.',
  source: 'https://github.com/letta-ai/letta-code/pull/725',
  property: errorsIdentifyCause(),
  task: async () => {
    try {
      return await askOpenAI()
    } catch {
      throw new Error('An error occurred with the LLM request.')
    }
  },
}
