import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { newPage } from './opened-page.ts'
import { siteOf } from './worker-site.ts'
import type { InPage } from './worker-page/main.ts'

const site = siteOf(new URL('worker-page/main.ts', import.meta.url))
const truth = 'Your parcel is on its way, and it arrives on Thursday before noon.'

/** A page whose calls the worker answers. */
async function openedPage() {
  const opened = await newPage({}, (url) => url.startsWith(site.url))
  await opened.page.goto(site.url)
  await opened.page.locator('h1').waitFor()
  return opened
}

/** Runs code in a page with the worker, and returns what it found out. */
async function inPage<Found>(run: (names: InPage) => Promise<Found>): Promise<Found> {
  const { page, troubles, close } = await openedPage()
  const found = await evaluated(page, run)
  // Chromium prints failed requests.
  troubles.length = 0
  await close()
  return found
}

function evaluated<Found>(page: Page, run: (names: InPage) => Promise<Found>): Promise<Found> {
  return page.evaluate(`(async () => {
    await startWorker(chaos)
    return (${run.toString()})({ chaos, faults, startWorker, ask, outcomeOf, readAll, until })
  })()`)
}

describe('a service worker in Chromium', () => {
  it('answers no request before it is started', async () => {
    const { page, troubles, close } = await openedPage()
    expect(await page.evaluate(`ask().then((response) => response.text())`)).toBe('from the real server')
    expect(
      await evaluated(page, ({ ask, readAll }) =>
        ask()
          .then(readAll)
          .then(({ text }) => text),
      ),
    ).toContain('[DONE]')
    troubles.length = 0
    await close()
  })

  it('leaves the files of the page alone, also if the provider has the same origin', async () => {
    const found = await inPage(async ({ chaos }) => [
      await fetch('/other').then((response) => response.text()),
      chaos.journal.unhandled.length,
      chaos.journal.calls.length,
    ])
    expect(found).toEqual(['from the real server', 0, 0])
  })

  it('answers other origins, too, and blocks providers that are not set up', async () => {
    const found = await inPage(async ({ chaos, ask, readAll }) => {
      const { text } = await readAll(await ask({}, 'https://api.openai.com/v1/chat/completions'))
      const refused = await ask({}, 'https://api.anthropic.com/v1/messages').then(
        (response) => response.ok,
        () => false,
      )
      return { isComplete: text.includes('[DONE]'), refused, unhandled: chaos.journal.unhandled.map(({ url }) => url) }
    })
    expect(found).toEqual({ isComplete: true, refused: false, unhandled: ['https://api.anthropic.com/v1/messages'] })
  })

  it('streams as the model does: what was sent apart arrives apart', async () => {
    const found = await inPage(async ({ chaos, faults, ask, readAll }) => {
      chaos.inject(faults.slowDrip({ perDelta: '30ms' }))
      const { pieces, text } = await readAll(await ask())
      return { pieces, text, deltas: chaos.journal.calls[0]!.deltas, received: chaos.journal.calls[0]!.received }
    })
    expect(found.received).toBe(truth)
    expect(found.text).toContain('[DONE]')
    expect(found.pieces).toBeGreaterThanOrEqual(found.deltas)
  })

  it('keeps the bytes that are split in a character', async () => {
    const found = await inPage(async ({ chaos, faults, ask, readAll }) => {
      chaos.inject(faults.splitBytes())
      return readAll(await ask())
    })
    expect(found.text).toContain('[DONE]')
    expect(found.pieces).toBeGreaterThan(1)
  })

  it('shows the status, the headers and the body of each error response', async () => {
    const found = await inPage(async ({ chaos, faults, ask }) => {
      const all = [faults.rateLimited({ retryAfter: '2s' }), faults.overloaded(), faults.authenticationFailed(), faults.htmlError()]
      const shown: unknown[] = []
      for (const fault of all) {
        chaos.reset()
        chaos.inject(fault)
        const response = await ask()
        shown.push([
          response.status,
          response.headers.get('retry-after'),
          response.headers.get('content-type'),
          (await response.text()) !== '',
        ])
      }
      return shown
    })
    expect(found).toEqual([
      [429, '2', 'application/json', true],
      [503, null, 'application/json', true],
      [401, null, 'application/json', true],
      [502, null, 'text/html; charset=UTF-8', true],
    ])
  })

  it('has one error for every broken connection, without its cause', async () => {
    const found = await inPage(async ({ chaos, faults, ask, outcomeOf }) => {
      const outcomes: string[] = []
      for (const fault of [faults.connectionReset(), faults.connectionRefused(), faults.dnsFailure()]) {
        chaos.reset()
        chaos.inject(fault)
        outcomes.push(await outcomeOf(ask()))
      }
      return outcomes
    })
    expect(found).toEqual(Array.from({ length: 3 }, () => 'TypeError: Failed to fetch, cause undefined'))
  })

  it('ends a reset stream with an error, and a truncated one without', async () => {
    const found = await inPage(async ({ chaos, faults, ask, outcomeOf, readAll }) => {
      const outcomes: string[] = []
      for (const ending of ['reset', 'clean'] as const) {
        chaos.reset()
        chaos.inject(faults.truncatedStream({ afterDeltas: 2, ending }))
        outcomes.push(await outcomeOf(ask().then(readAll)))
      }
      return outcomes
    })
    expect(found).toEqual(['TypeError: network error, cause undefined', 'no error'])
  })

  it('informs the model of an abort while a stream is read', async () => {
    const found = await inPage(async ({ chaos, faults, ask, outcomeOf, readAll, until }) => {
      chaos.inject(faults.stalledStream({ afterDeltas: 2 }))
      const controller = new AbortController()
      const reading = outcomeOf(ask({ signal: controller.signal }).then(readAll))
      await until(() => chaos.journal.calls[0]?.deltas === 2)
      controller.abort()
      const outcome = await reading
      // It is `hung` until then.
      await until(() => chaos.journal.calls[0]?.ending === 'aborted')
      return [outcome, chaos.journal.calls[0]?.ending]
    })
    expect(found).toEqual(['AbortError: signal is aborted without reason, cause undefined', 'aborted'])
  })

  it('does not inform the model of an abort before the response', async () => {
    const found = await inPage(async ({ chaos, faults, ask, outcomeOf, readAll, until }) => {
      chaos.inject(faults.slowFirstToken({ by: '1h' }).first(1))
      const controller = new AbortController()
      const asking = outcomeOf(ask({ signal: controller.signal }))
      await until(() => chaos.journal.calls.length === 1)
      controller.abort()
      const outcome = await asking
      // The worker sends all its messages about the first call before it answers the second.
      await ask().then(readAll)
      return [outcome, chaos.journal.calls.map(({ ending = 'open' }) => ending)]
    })
    expect(found).toEqual(['AbortError: signal is aborted without reason, cause undefined', ['open', 'complete']])
  })

  it('sends and shows no headers that belong to the browser', async () => {
    const { page, close } = await openedPage()
    const found = await page.evaluate(`(async () => {
      const echo = http.get('/v1/echo', ({ request }) =>
        HttpResponse.json([...request.headers.keys()], { headers: { 'set-cookie': 'a=b', 'x-request-id': 'req_1' } }))
      await startWorker(chaos, { handlers: [echo] })
      const response = await fetch('/v1/echo', { headers: { cookie: 'a=b', connection: 'close', host: 'shop.test', 'x-own': '1' } })
      return { sent: await response.json(), shown: [...response.headers.keys()] }
    })()`)
    expect(found).toEqual({
      sent: expect.arrayContaining(['x-own']) as unknown,
      shown: expect.arrayContaining(['x-request-id']) as unknown,
    })
    expect(JSON.stringify(found)).not.toMatch(/cookie|connection|host/)
    await close()
  })

  it('reports that the page needs https, or localhost', async () => {
    const { page, troubles, close } = await newPage({}, () => true)
    await page.route('http://shop.test/**', async (route) => {
      const { pathname } = new URL(route.request().url())
      await route.fulfill({ response: await route.fetch({ url: site.url + pathname }) })
    })
    await page.goto('http://shop.test/')
    await page.locator('h1').waitFor()
    expect(await page.evaluate(`startWorker(chaos).catch((error) => error.message)`)).toBe(
      'Browsers have service workers only over https and at localhost, and this page is at http://shop.test. Open it at http://localhost, or over https.',
    )
    troubles.length = 0
    await close()
  })

  it('names the remedy if its file is missing', async () => {
    const { page, troubles, close } = await openedPage()
    const message = await page.evaluate(`startWorker(chaos, { workerUrl: '/nowhere.js' }).catch((error) => error.message)`)
    expect(message).toMatch(/^Cannot start the service worker \/nowhere\.js: .* npx msw init <folder>$/s)
    troubles.length = 0
    await close()
  })

  it('stops on request', async () => {
    const { page, troubles, close } = await openedPage()
    const text = await page.evaluate(`startWorker(chaos).then((stop) => stop()).then(() => ask()).then((response) => response.text())`)
    expect(text).toBe('from the real server')
    troubles.length = 0
    await close()
  })
})
