import { BrownoutError } from './errors.ts'

/** The oldest Node version that brownout and MSW run on, as in the `engines` of package.json. */
const oldest = [22, 12] as const

/**
 * Checks the Node version. Other runtimes are not checked.
 * @throws BrownoutError if it is too old
 */
export function checkNode(version: string | undefined): void {
  if (version === undefined) return
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  throw new BrownoutError(
    `brownout needs Node ${oldest.join('.')} or newer, and this is Node ${version}. Install Node 24, or any newer release.`,
  )
}

checkNode((globalThis as { readonly process?: { readonly versions?: { readonly node?: string } } }).process?.versions?.node)
