import { exploreModule, type ExploreCommandOptions } from '../../src/cli/explore.ts'

/** Explores modules that cannot be explored, one after the other in one process, and prints how each ended. */
const usual: ExploreCommandOptions = { runs: 1, seed: 'bad', writeTest: false }

const modules: readonly (readonly [file: string, options?: Partial<ExploreCommandOptions>])[] = [
  ['there-is-no-such-file.ts'],
  ['.'],
  ['data.json'],
  ['has-a-mistake.js'],
  ['imports-a-missing-package.ts'],
  ['throws-at-import.cjs'],
  ['calls-at-import.ts'],
  ['starts-a-server.ts'],
  ['starts-a-process.ts'],
  ['exits-at-import.ts'],
  ['no-function.ts'],
  ['several-functions.ts'],
  ['several-functions.ts', { export: 'sumarize' }],
  ['never-settles.ts'],
  ['calls-no-provider.ts'],
  ['fails-by-itself.ts'],
  ['handles-web-requests.ts'],
  ['throws-in-a-callback.ts'],
  ['calls-what-is-not-emulated.ts'],
  ['calls-an-unknown-provider.ts'],
  ['calls-an-unknown-host.ts'],
  ['calls-no-provider.ts', { with: 'Where is my parcel?' }],
  ['calls-no-provider.ts', { providers: 'openia' }],
  ['exits-when-called.ts'],
]

process.chdir(new URL('bad', import.meta.url).pathname)
const results: [string, number, string][] = []
let said = ''
process.stderr.write = (text: unknown) => {
  said += String(text)
  return true
}
for (const [file, options] of modules) {
  said = ''
  const code = await exploreModule(file, { ...usual, ...options })
  results.push([file, code, said.trim()])
}
process.stdout.write(JSON.stringify(results), () => process.exit())
