import {
  test as base,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestInfo,
  type TestType,
} from '@playwright/test'
import { ControlClient } from '../control-client/control-client.ts'
import { callLine, refusalLine } from '../server/call-line.ts'
import { scopeHeader } from '../server/target.ts'

export { expect } from '@playwright/test'
export type { ControlClient, FaultToInject, LastCalls, OpenScope, RecipeToPlay, Scenario } from '../control-client/control-client.ts'

/** The server that tests share. Set them in `use` of the Playwright config, or with `test.use()`. */
export interface BrownoutOptions {
  /** The address of `brownout serve`. Default: `BROWNOUT_URL` in the environment, else `http://127.0.0.1:4600` */
  readonly brownoutUrl: string | undefined
  /** The token that it was started with. Default: `BROWNOUT_TOKEN` in the environment */
  readonly brownoutToken: string | undefined
}

/** The fixtures of each test. */
export interface BrownoutFixtures {
  /**
   * The scope of the test: faults, answers, seed and journal of its own. It begins with the server's initial settings, and ends with the
   * test. Its annotations name the
   * faults that fired. If the test fails, its calls and its incident file are attached.
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
    await annotate(testInfo, control)
    if (testInfo.status !== testInfo.expectedStatus) await attach(testInfo, control)
    await control.endScope(scope)
  },
  extraHTTPHeaders: async ({ extraHTTPHeaders, brownout }, use) => {
    await use({ ...extraHTTPHeaders, [scopeHeader]: brownout.scope! })
  },
})

/** Names the faults that fired in the test, with the number of calls of each, in the annotations of Playwright's reports. */
async function annotate({ annotations }: TestInfo, control: ControlClient): Promise<void> {
  const { calls } = await control.journal()
  const fired = Map.groupBy(
    calls.flatMap((call) => [...new Set(call.fired.map(({ fault }) => fault))]),
    (fault) => fault,
  )
  for (const [fault, { length }] of fired)
    annotations.push({ type: 'fault', description: `${fault} fired on ${length} of ${calls.length} calls` })
}

/** Attaches the calls, one line each, and the incident file, which `npx brownout replay` takes. */
async function attach(testInfo: TestInfo, control: ControlClient): Promise<void> {
  const { calls, unhandled } = await control.journal()
  const lines = [...calls.map(callLine), ...unhandled.map(refusalLine)]
  await testInfo.attach('calls.txt', { body: lines.join('\n') || 'No call was made.', contentType: 'text/plain' })
  await testInfo.attach('incident.json', { body: JSON.stringify(await control.incident()), contentType: 'application/json' })
}
