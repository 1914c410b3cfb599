import { describe, expect, it } from 'vitest'
import { resultLost, resumeRejected, resumeRepeats, streamFlaps } from '../../../faults/index.ts'
import { brownout, virtualTime } from '../../../src/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { open, post, request } from './shop.ts'
import { resumableShop, resumingClients, url } from './resumable.ts'

const shop = resumableShop()
const test = withChaos({ seed: 'tuesday', clientBehavior: 'ignore', unfiredFaults: 'ignore', providers: [shop] })
const text = (said: string): unknown => [{ type: 'text', text: said }]

describe.for(resumingClients)('%s', ([, connect]) => {
  test('continues a stream that ended before its result', async ({ chaos }) => {
    const client = await connect()
    chaos.inject(resultLost({ kind: 'end' }).for({ endpoint: 'tools/call' }))
    expect(await client.call('price')).toEqual(text('Ten.'))
    await client.close()
    const call = chaos.journal.calls.find(({ endpoint }) => endpoint === 'tools/call')
    expect(call).toMatchObject({ ending: 'truncated', executed: true, received: 'Ten.', resumedAt: 1_000 })
    expect(chaos.journal.calls.filter(({ executed }) => executed === true)).toHaveLength(1)
  })

  test('continues one that broke while the tool ran, and misses nothing', async ({ chaos }) => {
    const client = await connect()
    chaos.inject(resultLost({ kind: 'end' }).for({ endpoint: 'tools/call' }))
    const heard: number[] = []
    expect(await client.call('order', (progress) => void heard.push(progress))).toEqual(text('Ordered.'))
    await client.close()
    expect(heard).toEqual([1, 2])
    expect(chaos.journal.calls.filter(({ executed }) => executed === true)).toHaveLength(1)
  })

  test('waits a minute if the server refuses to continue it', async ({ chaos }) => {
    const client = await connect()
    chaos.inject(resumeRejected())
    await expect(client.call('price')).rejects.toThrow(/timed out/i)
    await client.close()
    expect(chaos.journal.calls.filter(({ problem }) => problem?.kind === 'bad-request').length).toBeGreaterThan(0)
  })

  test('hears twice what the server repeats', async ({ chaos }) => {
    const client = await connect()
    chaos.inject(resumeRepeats())
    const heard: number[] = []
    expect(await client.call('order', (progress) => void heard.push(progress))).toEqual(text('Ordered.'))
    expect(heard).toEqual([1, 2, 1, 2])
    await client.close()
  })

  test('gets the messages that were sent while its own stream was closed', async ({ chaos }) => {
    chaos.inject(streamFlaps({ after: '2s' }).first(1))
    const client = await connect()
    let changes = 0
    client.hearChanges(() => void changes++)
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    shop.in(chaos).setTools({ price: {} })
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    expect(changes).toBe(1)
    await client.close()
  })

  it('has the same journal twice', async () => {
    const journals: string[] = []
    for (let run = 0; run < 2; run++) {
      const chaos = brownout({ providers: [shop], seed: 'tuesday' })
      chaos.inject(resultLost({ kind: 'end' }).chance(0.5), resumeRejected().chance(0.2))
      const release = chaos.intercept()
      await virtualTime(async () => {
        const client = await connect()
        for (let time = 0; time < 4; time++) await client.call('order').catch(() => undefined)
        await client.close()
      }).finally(release)
      journals.push(JSON.stringify(chaos.journal))
    }
    expect(journals[0]).toBe(journals[1])
    expect(journals[0]).toContain('"resumedAt"')
  })
})

describe('a stream that can be continued', () => {
  const get = (headers: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(url, { headers: { accept: 'text/event-stream', ...headers } })
  const call = (headers: Readonly<Record<string, string>>): Promise<string> =>
    fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json, text/event-stream', ...headers },
      body: JSON.stringify(request('tools/call', { name: 'price' })),
    }).then((response) => response.text())
  const result = 'event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"Ten."}]}}\n\n'

  test('begins with an ID, and each event has its own', async ({ chaos }) => {
    const headers = await open()
    expect(await call(headers)).toBe(`id: 1-0\nretry: 1000\ndata: \n\nid: 1-1\n${result}`)
    expect(await (await get({ ...headers, 'last-event-id': '1-0' })).text()).toBe(`id: 1-1\n${result}`)
    expect(await (await get({ ...headers, 'last-event-id': '1-1' })).text()).toBe('')
    expect(chaos.journal.calls[2]).toMatchObject({ endpoint: 'stream', ending: 'complete' })
  })

  test('has no empty event for clients of older versions, which cannot read it', async ({ chaos }) => {
    expect(await call(await open('2025-06-18'))).toBe(`id: 1-1\n${result}`)
    expect(chaos.journal.calls).toHaveLength(2)
  })

  test('is unknown to other sessions', async ({ chaos }) => {
    const headers = await open()
    await call(headers)
    for (const id of ['7-0', 'nonsense'])
      expect([
        (await get({ ...headers, 'last-event-id': id })).status,
        (await get({ ...(await open()), 'last-event-id': '1-0' })).status,
      ]).toEqual([400, 400])
    expect(chaos.journal.bugs).toEqual([])
  })

  test('has the messages outside of answers as well', async ({ chaos }) => {
    const headers = await open()
    const first = await get(headers)
    const reader = first.body!.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader.read()).value).toBe('id: own-0\nretry: 1000\ndata: \n\n')
    await reader.cancel()
    shop.in(chaos).setTools({})
    const next = (await get({ ...headers, 'last-event-id': 'own-0' })).body!.pipeThrough(new TextDecoderStream()).getReader()
    expect((await next.read()).value).toBe(
      'id: own-1\nevent: message\ndata: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n\n',
    )
    await next.cancel()
    expect((await post(request('ping'), headers)).status).toBe(200)
  })
})
