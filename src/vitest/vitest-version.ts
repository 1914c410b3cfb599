import { createRequire } from 'node:module'
import { BrownoutError } from '../engine/base/errors.ts'

/** The version of the running vitest. */
export const vitestVersion = (createRequire(import.meta.url)('vitest/package.json') as { version: string }).version

/** The text that vitest puts between the names of a test and its suites before it matches them with `-t`. */
export function nameSeparatorOf(version: string): ' > ' | ' ' {
  return Number.parseInt(version, 10) >= 5 ? ' > ' : ' '
}

/**
 * Checks that vitest can isolate tests.
 * @throws BrownoutError before vitest 4.1, which has no `aroundEach`
 */
export function checkVitest(test: { readonly aroundEach?: unknown }, version: string): void {
  if (typeof test.aroundEach === 'function') return
  throw new BrownoutError(
    `brownout/vitest needs vitest 4.1 or newer, and this is vitest ${version}. Update it with "npm install --save-dev vitest@latest", or use chaos.intercept(), which works in any runner.`,
  )
}
