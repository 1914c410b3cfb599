import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anthropic, answers, brownout, openai, type Chaos } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'
import { asked } from '../server/sent.ts'
import { overflowOf, problemsOf } from './opened-page.ts'
import { openedServer, rowsOf, untilHeading } from './server-page.ts'

let chaos: Chaos
let server: BrownoutServer

beforeEach(async () => {
  chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()], answers: answers.from(() => 'Tomorrow.') })
  server = await serve(chaos)
})
afterEach(() => server.close())

const ask = (path = '') => asked(`${server.url}${path}/openai/v1`)

async function expectRows(page: Page, rows: string, expected: readonly unknown[]): Promise<void> {
  await expect.poll(() => rowsOf(page, rows)).toEqual(expected)
}

async function inject(page: Page, text: string): Promise<void> {
  await page.getByLabel('Fault', { exact: true }).fill(text)
  await page.getByRole('button', { name: 'Inject' }).click()
}

describe('the page of a server in Chromium', () => {
  it('shows calls as they happen', async () => {
    const { page, close } = await openedServer(server)
    await untilHeading(page, '0 calls, with the seed “tuesday”')
    await expect.poll(() => page.locator('main').innerText()).toContain('None so far. Point an app at the server.')
    await inject(page, 'overloaded:first=1')
    await expectRows(page, '.faults li', [expect.stringContaining('overloaded:first=1')])
    await ask()
    await ask()
    await fetch(`${server.url}/nothing`)
    await untilHeading(page, '2 calls, and 1 for no provider, with the seed “tuesday”')
    await expectRows(page, 'tbody tr', [
      expect.stringMatching(/^2\s.*openai chat\.completions\s+gpt-4o\s+2\s+200\s+✓ complete after/s),
      expect.stringMatching(/^1\s.*gpt-4o\s+1\s+503\s+✕ error response after.*overloaded/s),
    ])
    await expect.poll(() => page.locator('main').innerText()).toContain('GET /nothing')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('switches a fault off and on again, and keeps the focus on its switch', async () => {
    const { page, close } = await openedServer(server)
    await inject(page, 'server-error')
    await inject(page, 'overloaded:nth=9')
    const toggle = page.getByRole('switch', { name: 'server-error:status=500' })
    await toggle.waitFor()
    expect((await ask()).status).toBe(500)
    await toggle.focus()
    await page.keyboard.press('Space')
    await expect.poll(() => toggle.isChecked()).toBe(false)
    await expect.poll(() => chaos.injections.map(({ fault }) => fault.name)).toEqual(['overloaded'])
    expect((await ask()).status).toBe(200)
    await expect.poll(() => toggle.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Space')
    await expect.poll(() => chaos.injections.map(({ fault }) => fault.name)).toEqual(['overloaded', 'server-error'])
    expect((await ask()).status).toBe(500)
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('describes the error in a fault, until the next one', async () => {
    const { page, troubles, close } = await openedServer(server)
    await inject(page, 'overlaoded')
    await expect
      .poll(() => page.getByRole('alert').innerText())
      .toBe('✕ Cannot inject "overlaoded": no such fault. Did you mean "overloaded"?')
    await expect.poll(() => page.getByLabel('Fault', { exact: true }).inputValue()).toBe('overlaoded')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await inject(page, 'overloaded')
    await expect.poll(() => page.getByRole('alert').innerText()).toBe('')
    // Chromium prints that a request was refused.
    expect(troubles.splice(0)).toEqual([expect.stringContaining('400')])
    await close()
  })

  it('plays a recipe, forgets calls, begins again, and downloads the incident', async () => {
    const { page, close } = await openedServer(server)
    await page.getByLabel('Recipe').selectOption('half-a-message')
    await page.getByRole('button', { name: 'Play from now on' }).click()
    await expect.poll(() => chaos.injections.length).toBeGreaterThan(0)
    await ask()
    await untilHeading(page, '1 call,')
    await page.getByRole('button', { name: 'Forget calls' }).click()
    await untilHeading(page, '0 calls,')
    expect(chaos.injections.length).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Begin again' }).click()
    await expectRows(page, '.faults li', [])
    await ask()
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download incident' }).click()])
    expect(saved.suggestedFilename()).toBe('incident.json')
    expect(JSON.parse(readFileSync(await saved.path(), 'utf8'))).toMatchObject({ seed: 'tuesday', journal: { calls: [{}] } })
    await close()
  })

  it('shows one scope, and switches its faults alone', async () => {
    await ask('/__brownout/scope/worker-3')
    const { page, close } = await openedServer(server)
    await untilHeading(page, '0 calls')
    await page.getByLabel('Scope').selectOption('worker-3')
    await untilHeading(page, '1 call,')
    await inject(page, 'server-error')
    await expect.poll(() => server.scopes.get('worker-3')!.injections.length).toBe(1)
    expect([(await ask()).status, (await ask('/__brownout/scope/worker-3')).status]).toEqual([200, 500])
    await untilHeading(page, '2 calls,')
    await close()
  })

  it('prompts for the token of a server that has one', async () => {
    await server.close()
    server = await serve(chaos, { token: 'open sesame' })
    const { page, troubles, close } = await openedServer(server)
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('This server is controlled with a token')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await page.getByLabel('Token').fill('open sesame')
    await page.getByRole('button', { name: 'Control the server' }).click()
    await untilHeading(page, '0 calls, with the seed “tuesday”')
    await expect.poll(() => page.getByRole('alert').innerText()).toBe('')
    expect(troubles.splice(0).filter((trouble) => !trouble.includes('401'))).toEqual([])
    await close()
  })

  it('reports that the server is gone', async () => {
    const { page, troubles, close } = await openedServer(server)
    await untilHeading(page, '0 calls')
    await server.close()
    await expect.poll(() => page.getByRole('alert').innerText()).toContain(`No server answers at ${server.url}.`)
    troubles.length = 0
    await page.close()
    troubles.length = 0
    await close()
    server = await serve(chaos)
  })

  it.each(['light', 'dark'] as const)('fits a phone, and is legible in %s', async (colorScheme) => {
    const { page, close } = await openedServer(server, { viewport: { width: 380, height: 800 }, colorScheme })
    await inject(page, 'truncated-stream:afterDeltas=5,ending=reset,chance=0.1,for=openai')
    await ask()
    await untilHeading(page, '1 call,')
    await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0)
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })
})
