import { expect, test } from 'vitest'
import { examplesIn, examplesOfPackage, failuresOf } from './examples.ts'

const examples = examplesOfPackage()
const wrong = ['brownout({ provider: [] })', "milliseconds('2s') // => 3000", "rateLimited({ retryAfter: '2 parsecs' as '2s' })"]
const failures = failuresOf([...examples, ...wrong.map((code) => ({ place: 'wrong', module: 'src/index.ts', code }))])

test('compiles every example of a docstring, and runs those that need no app', () => {
  expect(examples.length).toBeGreaterThan(200)
  expect(failures.filter((failure) => !failure.startsWith('wrong'))).toEqual([])
})

test('reports an example that does not compile, throws, or has another result than it shows', () => {
  const reported = failures.filter((failure) => failure.startsWith('wrong')).join('\n')
  for (const reason of ["'provider' does not exist", 'AssertionError', '2 parsecs']) expect(reported).toContain(reason)
})

test('reads each example of a docstring up to the next tag', () => {
  const text = '/**\n * Waits.\n * @example\n * wait(1)\n * wait(2)\n * @throws Error if it cannot\n * @example\n * wait(3)\n */\n'
  expect(examplesIn('src/wait.ts', text)).toEqual([
    { place: 'src/wait.ts:3', module: 'src/wait.ts', code: 'wait(1)\nwait(2)' },
    { place: 'src/wait.ts:7', module: 'src/wait.ts', code: 'wait(3)' },
  ])
})
