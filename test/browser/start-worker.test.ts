import { expect, it } from 'vitest'
import { startWorker } from '../../src/browser/index.ts'
import { brownout, openai } from '../../src/index.ts'

it.skipIf('document' in globalThis)('names the function to use in Node', async () => {
  await expect(startWorker(brownout({ providers: [openai()] }))).rejects.toThrow(
    'startWorker() needs a page in a browser. Use chaos.intercept() in Node, or setupServer(...chaos.handlers) of MSW.',
  )
})
