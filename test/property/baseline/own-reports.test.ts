import { expect, it } from 'vitest'
import { connectionReset, serverError, slowFirstToken } from '../../../faults/index.ts'
import { faultsOf, type BaselineCheckId } from '../../../src/property/index.ts'
import { ask } from './client.ts'
import { found, type App, type Search } from './judged.ts'

const names = ['a', 'b']

/** Writes each letter once, one run at a time. A second run reports what it does. */
function letters(second: { readonly state: string; readonly why?: string }): App {
  return () => {
    const written = new Set<string>()
    let isBusy = false
    return async () => {
      if (isBusy) return { ...second, written: written.size }
      isBusy = true
      try {
        for (const name of names) if (!written.has(name)) await ask(`Write letter ${name}.`).then(() => written.add(name))
        return { state: 'finished', written: written.size }
      } finally {
        isBusy = false
      }
    }
  }
}

/** Gives a letter that fails to a person, with or without an alert. */
function handsOver(isAlerted: boolean): App {
  return () => {
    const states = new Map(names.map((name) => [name, 'waiting']))
    return async ({ observe }) => {
      for (const [name, state] of states) {
        if (state !== 'waiting') continue
        try {
          await ask(`Write letter ${name}.`)
          states.set(name, 'sent')
        } catch {
          if (isAlerted) observe.alert(`A person has to write letter ${name}.`)
          states.set(name, 'given back')
        }
      }
      return Object.fromEntries(states)
    }
  }
}

/** Counts the most that a call can cost if it does not report its usage. */
function reserves(isMarked: boolean): App {
  return () => async () => {
    try {
      const { text, tokens } = await ask('Where is my parcel?')
      return { text, tokens, ...(isMarked ? { isAssumed: false } : {}) }
    } catch {
      return { text: '', tokens: 500, ...(isMarked ? { isAssumed: true } : {}) }
    }
  }
}

const [slow, down, reset]: Search[] = [
  { faults: faultsOf(slowFirstToken), runs: 16 },
  { faults: faultsOf(serverError) },
  { faults: faultsOf(connectionReset) },
]

it.for<[string, BaselineCheckId, App, Search]>([
  ['leaves its work to the other run', 'concurrent-tasks-isolated', letters({ state: 'paused', why: 'Another run is at work.' }), slow!],
  ['has given work to a person', 'recovers-after-faults', handsOver(true), down!],
  ['marks a count as assumed', 'usage-adds-up', reserves(true), reset!],
])('does not accuse an app that %s', async ([, check, app, search]) => {
  const { violated, report } = await found(app, search, check)
  expect(violated).toBeUndefined()
  expect(report!.remarks.map(({ id }) => id)).toEqual([check])
})

it.for<[string, BaselineCheckId, App, Search]>([
  ['claims that the work is finished', 'concurrent-tasks-isolated', letters({ state: 'done' }), slow!],
  ['gives up a letter without an alert', 'recovers-after-faults', handsOver(false), down!],
  ['does not mark a count as assumed', 'usage-adds-up', reserves(false), reset!],
  ['marks a count for a refused call', 'usage-adds-up', reserves(true), down!],
])('accuses an app that %s', async ([, check, app, search]) => {
  expect((await found(app, search, check)).violated).toBe(check)
})
