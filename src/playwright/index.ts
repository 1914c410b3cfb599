import {
  test as base,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test'
import { ControlClient } from '../control-client/control-client.ts'
import { scopeHeader } from '../server/target.ts'

export { expect } from '@playwright/test'
export type { ControlClient, FaultToInject, LastCalls, OpenScope, RecipeToPlay, Scenario } from '../control-client/control-client.ts'

/** The server that tests share. Set them in `use` of the Playwright config, or with `test.use()`. */
export interface BrownoutOptions {
  /** Where `brownout serve` listens. Default: `BROWNOUT_URL` in the environment, else `http://127.0.0.1:4600` */
  readonly brownoutUrl: string | undefined
  /** The token that it was started with. Default: `BROWNOUT_TOKEN` in the environment */
  readonly brownoutToken: string | undefined
}

/** What each test gets. */
export interface BrownoutFixtures {
  /**
   * The scope of the test: faults, answers, seed and journal of its own. It begins with what the server began with, and ends with the
   * test. If the test fails, its incident file is attached.
   */
  readonly brownout: ControlClient
}

type BrownoutTest = TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & BrownoutOptions & BrownoutFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
>

/**
 * Playwright's `test` with a scope of a running `brownout serve` for each test. The requests of its pages and of `request` have the
 * header `x-brownout-scope`: an app that sends it on to its providers gets the faults of the test.
 * @example
 * test('says that it is busy', async ({ page, brownout }) => {
 *   await brownout.inject('overloaded')
 *   await page.goto('/')
 *   await expect(page.getByRole('status')).toHaveText('Please try again later.')
 * })
 */
export const test: BrownoutTest = base.extend<BrownoutOptions & BrownoutFixtures>({
  brownoutUrl: [process.env['BROWNOUT_URL'], { option: true }],
  brownoutToken: [process.env['BROWNOUT_TOKEN'], { option: true }],
  brownout: async ({ brownoutUrl, brownoutToken }, use, testInfo) => {
    const { testId, retry, repeatEachIndex } = testInfo
    const scope = `${testId}-${repeatEachIndex}-${retry}`
    const control = new ControlClient({ url: brownoutUrl, scope, token: brownoutToken })
    await control.reset()
    await use(control)
    if (testInfo.status !== testInfo.expectedStatus)
      await testInfo.attach('incident.json', { body: JSON.stringify(await control.incident()), contentType: 'application/json' })
    await control.endScope(scope)
  },
  extraHTTPHeaders: async ({ extraHTTPHeaders, brownout }, use) => {
    await use({ ...extraHTTPHeaders, [scopeHeader]: brownout.scope! })
  },
})
