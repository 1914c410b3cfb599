import { backsOff } from '../../../src/property/index.ts'
import { askOpenAI } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const retriesAtOnce: BuggyApp = {
  name: 'retries-at-once',
  story: 'A failure is met with the same call in the same moment.',
  source: 'https://github.com/earendil-works/pi/issues/9571',
  property: backsOff(),
  task: () =>
    askOpenAI()
      .catch(() => askOpenAI())
      .catch(() => askOpenAI()),
}
