import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { overloaded } from '../../../faults/index.ts'
import { answers, brownout, openai } from '../../../src/index.ts'
import { serve, type BrownoutServer } from '../../../src/server/index.ts'
import { asked, sent } from '../sent.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()], answers: answers.from(() => 'Tomorrow.'), keep: 2 })
chaos.inject(overloaded().first(2))
let server: BrownoutServer

beforeAll(async () => void (server = await serve(chaos)))
afterAll(() => server.close())

describe('the control of a server that keeps some calls', () => {
  it.each(['', '/__brownout/scope/worker-3'])('counts all, and reports how many were dropped, at "%s"', async (place) => {
    for (let count = 0; count < 4; count++) await asked(`${server.url}${place}/openai/v1`)
    for (let count = 0; count < 3; count++) await sent(`${server.url}${place}/nothing`)
    const get = async (path: string) => (await sent(`${server.url}${place}/__brownout${path}`)).body
    const dropped = { calls: 2, unhandled: 1 }
    expect(await get('')).toMatchObject({ calls: 4, refused: 3, dropped, faults: [{ hit: 2 }] })
    expect(await get('/journal')).toMatchObject({ calls: [{ status: 200 }, { status: 200 }], unhandled: [{}, {}], dropped })
    expect(await get('/journal?last=1')).toMatchObject({ total: 4, calls: [{ attempt: 3 }], dropped })
    expect(await get('/incident')).toMatchObject({ schedule: [{ attempt: 2 }, { attempt: 3 }], journal: { dropped } })
    if (place !== '') expect(await get('/scopes')).toMatchObject({ scopes: [{ name: 'worker-3', calls: 4 }] })
    await sent(`${server.url}${place}/__brownout/journal`, { method: 'DELETE' })
    expect(await get('')).not.toHaveProperty('dropped')
  })
})
