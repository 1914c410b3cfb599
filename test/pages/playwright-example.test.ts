import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { everyProvider } from '../../src/cli/every-provider.ts'
import { brownout } from '../../src/index.ts'
import { serve } from '../../src/server/index.ts'
import { playwright } from '../playwright/playwright.ts'

/** A port that nothing listens on. */
async function freePort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return String(port)
}

it('the example for Playwright keeps pages apart that share an app and a server', async () => {
  const server = await serve(brownout({ seed: 'tuesday', providers: everyProvider() }))
  const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
  const tests = await playwright('examples/playwright', { CHROMIUM, BROWNOUT_URL: server.url, PORT: await freePort() })
  expect(tests.map(({ title, status, errors }) => ({ title, status, errors }))).toEqual(
    ['answers', 'tries again if the provider is overloaded', 'shows that it is busy while the provider is down'].map((title) => ({
      title,
      status: 'passed',
      errors: [],
    })),
  )
  await server.close()
})
