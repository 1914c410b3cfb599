import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { newPage } from './opened-page.ts'
import { siteOf } from './worker-site.ts'

const site = siteOf(new URL('../../examples/browser/main.ts', import.meta.url))
const truth = 'Your parcel is on its way and arrives on Thursday before noon.'

async function openedStory(story: string) {
  const opened = await newPage({}, (url) => url.startsWith(site.url))
  await opened.page.goto(`${site.url}/?story=${story}`)
  await opened.page.getByRole('button', { name: 'Ask' }).click()
  return opened
}

const status = (page: Page): Promise<string> => page.getByRole('status').innerText()
const text = (page: Page): Promise<string> => page.locator('[data-answer]').innerText()

describe('the example for browsers in Chromium', () => {
  it('streams the answer through the service worker, piece by piece', async () => {
    const { page, close } = await openedStory('Answers')
    await expect.poll(() => status(page)).toBe('Answered')
    expect(await text(page)).toBe(truth)
    await close()
  })

  it('stops an answer that stalls, when the user stops it', async () => {
    const { page, close } = await openedStory('Stalled')
    await expect.poll(() => text(page)).toMatch(/^Your parcel/)
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect.poll(() => status(page)).toBe('Stopped')
    await close()
  })

  it('answers after a rate limit', async () => {
    const { page, troubles, close } = await openedStory('RateLimited')
    await expect.poll(() => status(page)).toBe('Answered')
    expect(await text(page)).toBe(truth)
    // Chromium prints the status of a failed request.
    expect(troubles.splice(0)).toEqual([expect.stringContaining('429')])
    await close()
  })

  it.for([
    ['Down', 'Failed: 500', ''],
    ['Truncated', 'Failed: The answer is not complete.', 'Your parcel'],
    ['ResetInTheMiddle', 'Failed: network error', 'Your parcel'],
    ['Offline', 'Failed: Connection error.', ''],
  ] as const)('describes the failure in the story %s', async ([story, message, shown]) => {
    const { page, troubles, close } = await openedStory(story)
    await expect.poll(() => status(page)).toContain(message)
    expect(await text(page)).toContain(shown)
    expect(await text(page)).not.toContain(truth)
    troubles.length = 0
    await close()
  })
})
