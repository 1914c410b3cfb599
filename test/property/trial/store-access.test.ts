import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { CrashedError } from '../../../src/property/trial/crash.ts'
import { StoreAccess } from '../../../src/property/trial/store-access.ts'

/** A store, as a process sees it. */
function seen<Store>(store: Store): { readonly access: StoreAccess; readonly store: Store } {
  const access = new StoreAccess(store)
  return { access, store: access.store as Store }
}

describe('plain data', () => {
  const stores = {
    'a map': new Map([['Ada', { orders: [1] }]]),
    'an object': { orders: [{ id: 1, at: new Date(0) }], open: new Set([1]) },
    'a list': [1, [2]],
  }
  it.for(Object.entries(stores))('%s is kept as it was at the crash, with anything that the process does to it afterwards', ([, store]) => {
    const before = structuredClone(store)
    const { access, store: own } = seen(store)
    expect(own).toBe(store)
    access.cut()
    if (own instanceof Map) own.get('Ada')!.orders.push(2)
    else if (Array.isArray(own)) own.push(3)
    else own.orders[0]!.id = 2
    expect(access.left).toEqual(before)
    expect(own).not.toEqual(before)
  })

  it.for(['/tmp/store', 7, undefined, null])('%j is given as it is', (store) => {
    const { access, store: own } = seen(store)
    access.cut()
    expect(own).toBe(store)
    expect(access.left).toBe(store)
  })
})

describe('a store with behavior', () => {
  it('works as it would without a crash in sight', () => {
    const { store } = seen(new DatabaseSync(':memory:'))
    store.exec("CREATE TABLE jobs (id INTEGER, name TEXT); INSERT INTO jobs VALUES (1, 'Ada'), (2, 'Bob')")
    const select = store.prepare('SELECT id, name FROM jobs WHERE id > ?')
    const rows = select.all(0)
    expect(structuredClone(rows)).toEqual([
      { id: 1, name: 'Ada' },
      { id: 2, name: 'Bob' },
    ])
    expect([...select.iterate(1)]).toEqual([{ id: 2, name: 'Bob' }])
    expect(store).toBeInstanceOf(DatabaseSync)
  })

  it('refuses a process that has crashed, also what that has kept of it', () => {
    const { access, store } = seen(new DatabaseSync(':memory:'))
    store.exec('CREATE TABLE jobs (id INTEGER)')
    const [insert, rows] = [store.prepare('INSERT INTO jobs VALUES (?)'), store.prepare('SELECT * FROM jobs').all()]
    access.cut()
    expect(() => insert.run(1)).toThrow(CrashedError)
    expect(() => store.exec('DROP TABLE jobs')).toThrow(CrashedError)
    expect(rows).toEqual([])
    expect((access.left as DatabaseSync).prepare('SELECT count(*) AS count FROM jobs').get()).toEqual({ count: 0 })
  })

  it('can be an object of functions, with lists of its own', () => {
    const saved: string[] = []
    const { access, store } = seen({ saved, save: (text: string) => saved.push(text) })
    store.save('one')
    store.saved.push('two')
    expect([...store.saved]).toEqual(['one', 'two'])
    access.cut()
    expect(() => store.save('three')).toThrow(CrashedError)
    expect(() => store.saved.push('four')).toThrow(CrashedError)
    expect(() => Object.assign(store, { saved: [] })).toThrow(CrashedError)
    expect(() => delete (store as Partial<typeof store>).saved).toThrow(CrashedError)
    expect(saved).toEqual(['one', 'two'])
  })

  it('answers nothing to a process that has crashed while it waited', async () => {
    const answer = Promise.withResolvers<string>()
    const { access, store } = seen({ read: () => answer.promise })
    const [before, waiting] = [store.read(), store.read()]
    answer.resolve('Ada')
    expect(await before).toBe('Ada')
    const late = Promise.withResolvers<string>()
    const other = seen({ read: () => late.promise })
    const never = other.store.read()
    other.access.cut()
    late.resolve('Ada')
    expect(await Promise.race([never, waiting.then(() => 'nothing')])).toBe('nothing')
    access.cut()
  })
})
