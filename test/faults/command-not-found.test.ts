import { expect } from 'vitest'
import { commandNotFound } from '../../faults/command-not-found.ts'
import { start } from '../stdio/raw-child.ts'
import { connect, test } from '../stdio/shop.ts'

test('the child is an error, as of a command that does not exist', async ({ chaos }) => {
  chaos.inject(commandNotFound())
  const { child, events, closed } = start()
  await closed
  expect(events.slice(0, 1)).toEqual(['error spawn npx ENOENT'])
  expect(child.pid).toBeUndefined()
  expect(chaos.journal.calls).toMatchObject([{ endpoint: 'spawn', ending: 'reset' }])
})

test('a client rejects with it', async ({ chaos }) => {
  chaos.inject(commandNotFound().first(1))
  await expect(connect()).rejects.toMatchObject({ code: 'ENOENT', syscall: 'spawn npx', path: 'npx' })
  await (await connect()).close()
  expect(chaos.journal).toHaveFired(commandNotFound, { times: 1 })
})
