import OpenAI from 'openai'
import { serverError } from '../../../faults/index.ts'
import { brownout, openai } from '../../../src/index.ts'
import { faultsOf, noUnhandledRejection, ResilienceError, survives } from '../../../src/property/index.ts'

/** A plain script: no test runner listens for promises that reject without a handler. */
const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
const release = chaos.intercept()
const client = new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
const ask = (content: string): Promise<unknown> =>
  client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })

try {
  await survives(
    chaos,
    async () => {
      const answer = await ask('Where is my parcel?')
      void ask('A title for this, please.')
      return answer
    },
    { faults: faultsOf(serverError().nth(2)), runs: 5, properties: [noUnhandledRejection()] },
  )
} catch (error) {
  if (!(error instanceof ResilienceError)) throw error
  process.stdout.write(`${error.message}\n`)
} finally {
  release()
}
