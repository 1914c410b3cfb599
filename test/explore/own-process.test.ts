import { expect, it } from 'vitest'
import { hearRejections } from '../../src/property/trial/rejections.ts'
import { shareProcess } from '../../src/explore/own-process.ts'

const thrown = new TypeError('the response has no choices')

/** What happens in a process without a test runner if a callback throws. */
function throwInCallback(): void {
  const last = process.listeners('uncaughtException').at(-1)
  last!(thrown, 'uncaughtException')
}

it('ends if a callback throws before any run', () => {
  const ended: string[] = []
  const shared = shareProcess(({ message }) => void ended.push(message))
  const others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  throwInCallback()
  for (const other of others) process.on('unhandledRejection', other)
  expect(ended).toEqual([expect.stringContaining('The app threw an uncaught error: the response has no choices. Catch it')])
  expect(() => shared.check()).toThrow('the response has no choices')
  shared.release()
})

it('continues if a callback throws in a run, which is judged with it', () => {
  const shared = shareProcess(() => {
    throw new Error('The search ended')
  })
  const others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  const heard = hearRejections({ now: () => 7 } as Parameters<typeof hearRejections>[0])
  throwInCallback()
  for (const other of others) process.on('unhandledRejection', other)
  expect(heard.stop()).toMatchObject([{ at: 7, text: 'TypeError: the response has no choices' }])
  shared.check()
  shared.release()
})
