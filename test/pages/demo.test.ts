import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { openedDemo, pageSize } from './demo-page.ts'
import { overflowOf, problemsOf } from './opened-page.ts'

const heading = (page: Page): Promise<string | null> => page.locator('h1').textContent()
const clock = (page: Page): Promise<string> => page.locator('.clock b').innerText()
const current = (page: Page): Promise<string | null> => page.locator('.customer[aria-current]').getAttribute('aria-label')
const kinds = async (page: Page): Promise<string[]> => {
  const marks = await page.locator('.known').all()
  const classes = await Promise.all(marks.map((mark) => mark.getAttribute('class')))
  return classes.map((each) => each!.replace('known ', ''))
}
const naive = (page: Page) => page.locator('.app').first()

describe('the demo in Chromium', () => {
  it('waits for someone to press Play, and shows all of it without scrolling on a small laptop', async () => {
    const { page, close } = await openedDemo({ viewport: { width: 1_280, height: 720 } })
    await expect
      .poll(() => heading(page))
      .toBe('Two apps answer the same customers on the same bad day: four documented incidents, one after another within an hour.')
    await expect.poll(() => naive(page).textContent()).toContain('Press Play, or → to step.')
    expect(new Set(await kinds(page))).toEqual(new Set(['pending']))
    const scores = (await page.locator('.scores').boundingBox())!
    expect(scores.y + scores.height).toBeLessThanOrEqual(720)
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('plays and pauses, and an answer appears piece by piece', async () => {
    const { page, close } = await openedDemo()
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await expect.poll(() => naive(page).locator('.text').first().innerText(), { timeout: 20_000 }).toMatch(/^Your order/)
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    const before = await clock(page)
    expect(before).not.toBe('0\u{a0}s')
    await page.waitForFunction(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))
    await expect.poll(() => clock(page)).toBe(before)
    await expect.poll(() => naive(page).textContent()).toContain('At work')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('steps from event to event, forward and back', async () => {
    const { page, close } = await openedDemo()
    const forward = page.getByRole('button', { name: 'Step forward' })
    await forward.click()
    await expect.poll(() => clock(page)).not.toBe('0\u{a0}s')
    const first = await clock(page)
    await forward.click()
    await expect.poll(() => clock(page)).not.toBe(first)
    await page.getByRole('button', { name: 'Step back' }).click()
    await expect.poll(() => clock(page)).toBe(first)
    await page.getByRole('button', { name: 'Step back' }).click()
    await expect.poll(() => clock(page)).toBe('0\u{a0}s')
    await close()
  })

  it('shows a truncated answer next to the complete one, and the app that did better', async () => {
    const { page, close } = await openedDemo({ hash: '#customer=3' })
    await expect.poll(() => naive(page).locator('.ends').textContent()).toBe('✕ ends here')
    await expect.poll(() => naive(page).locator('mark.lost').textContent()).toContain('60 days.')
    await expect.poll(() => page.locator('.app').nth(1).textContent()).toContain('✓ Answered in')
    expect((await kinds(page)).slice(0, 6)).toEqual(['served', 'served', 'failed', 'served', 'failed', 'served'])
    await expect.poll(() => page.getByRole('status').first().textContent()).toContain('Naive app: A truncated answer, shown as complete.')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('repairs a failed call if its fault is switched off, and leaves the rest as it is', async () => {
    const { page, close } = await openedDemo({ hash: '#customer=8' })
    const before = await kinds(page)
    await page.getByRole('switch', { name: 'OpenAI stops midway' }).click()
    const changed = async () => (await kinds(page)).flatMap((kind, place) => (kind === before[place] ? [] : [`${place}: ${kind}`]))
    await expect.poll(changed).toEqual(['2: served', '4: served'])
    await expect.poll(() => page.locator('.phase').nth(1).textContent()).toBe('switched off')
    expect(new URL(page.url()).hash).toContain('off=truncated-stream')
    await expect.poll(() => page.locator('footer code').textContent()).toContain('--without truncated-stream --customer 8')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await page.getByRole('switch', { name: 'OpenAI stops midway' }).click()
    await expect.poll(() => kinds(page)).toEqual(before)
    await close()
  })

  it('picks another day, with its own switches', async () => {
    const { page, close } = await openedDemo()
    await page.getByLabel('Bad day').selectOption('gpt4-march-to-june')
    await expect.poll(() => heading(page)).toContain('the same model name gives worse answers')
    await expect.poll(() => page.getByRole('switch').count()).toBe(2)
    await page.keyboard.press('Tab')
    await page.locator('.customer').nth(1).click()
    await expect.poll(() => naive(page).textContent()).toContain('✕ A wrong answer, shown as correct')
    await expect.poll(() => naive(page).locator('mark.wrong').textContent()).toBe('40 ')
    await expect.poll(() => naive(page).locator('mark.lost').textContent()).toBe('30 ')
    await close()
  })

  it('has the command for a day that it does not hold', async () => {
    const { page, close } = await openedDemo()
    await page.getByLabel('Bad day').selectOption('openai-two-waves')
    const dialog = page.getByRole('dialog')
    await expect.poll(() => dialog.textContent()).toContain('npx brownout demo --open --recipe openai-two-waves --seed tuesday')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect.poll(() => page.getByLabel('Bad day').inputValue()).toBe('one-bad-hour')
    await close()
  })

  it('changes the seed, and reports it if it does not hold it', async () => {
    const { page, close } = await openedDemo({ hash: '#customer=8' })
    const before = await kinds(page)
    await page.getByLabel('Seed', { exact: true }).fill('friday')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.locator('.customer').nth(7).click()
    await expect.poll(() => kinds(page)).not.toEqual(before)
    await page.getByLabel('Seed', { exact: true }).fill('wednesday')
    await page.keyboard.press('Enter')
    const notHeld = page.locator('.not-held')
    await expect.poll(() => notHeld.textContent()).toContain('It holds the seeds tuesday, friday, 8412 for this day')
    await expect.poll(() => notHeld.locator('code').textContent()).toBe('npx brownout demo --open --recipe one-bad-hour --seed wednesday')
    await expect.poll(() => page.getByRole('button', { name: 'Play', exact: true }).isDisabled()).toBe(true)
    await expect.poll(() => problemsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Another seed' }).click()
    await expect.poll(() => page.locator('.app').count()).toBe(2)
    await close()
  })

  it('opens a counterexample from a red line and from the scorecard, and gives the focus back', async () => {
    const { page, close } = await openedDemo({ hash: '#customer=3' })
    const line = naive(page).getByRole('button', { name: 'A truncated answer' })
    await line.click()
    const dialog = page.getByRole('dialog')
    await expect.poll(() => dialog.getByRole('heading', { level: 2 }).textContent()).toBe('A truncated answer, shown as complete')
    await expect.poll(() => dialog.textContent()).toContain('no-silent-truncation')
    await expect.poll(() => dialog.locator('svg text').allTextContents()).toContain('✕ truncated · truncated-stream')
    await expect
      .poll(() => dialog.locator('.command code').textContent())
      .toBe('npx brownout demo --open --recipe one-bad-hour --seed tuesday --customer 3')
    await dialog.locator('.gutter button').first().click()
    await expect.poll(() => dialog.locator('.detail').textContent()).toContain('Call 1: OpenAI gpt-4o')
    await dialog.getByText('The calls as a table').click()
    await expect.poll(() => problemsOf(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    await expect.poll(() => line.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: 'Naive app, Truncated or wrong answers: 2. Show the first' }).click()
    await expect.poll(() => dialog.textContent()).toContain('Naive app, customer 2')
    await close()
  })

  it('works by the keyboard alone', async () => {
    const { page, close } = await openedDemo()
    // At the start of the day: near its end, playing could stop by itself before the second key.
    await page.keyboard.press('Space')
    await expect.poll(() => page.locator('.play').textContent()).toBe('Pause')
    await page.keyboard.press('Space')
    await expect.poll(() => page.locator('.play').textContent()).toBe('Play')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => clock(page)).not.toBe('0\u{a0}s')
    await page.keyboard.press('f')
    await expect.poll(() => current(page)).toContain('Customer 2')
    await page.keyboard.press('7')
    await expect.poll(() => current(page)).toContain('Customer 7')
    await page.keyboard.press(']')
    await expect.poll(() => page.getByLabel('Speed').inputValue()).toBe('2')
    await page.keyboard.press('n')
    await expect.poll(() => page.getByLabel('Seed', { exact: true }).inputValue()).toBe('friday')
    await page.keyboard.press('?')
    await expect.poll(() => page.getByRole('dialog').textContent()).toContain('go to the next failure')
    // A key that acts on the demo does nothing while a dialog is over it.
    await page.keyboard.press('n')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByLabel('Seed', { exact: true }).inputValue()).toBe('friday')
    await page.getByRole('switch').first().focus()
    await page.keyboard.press('Space')
    await expect.poll(() => page.getByRole('switch').first().isChecked()).toBe(false)
    await expect.poll(() => page.locator('.play').textContent()).toBe('Play')
    await close()
  })

  it.for([
    { name: 'dark', colorScheme: 'dark', viewport: { width: 1_440, height: 900 } },
    { name: 'narrow', viewport: { width: 380, height: 800 } },
    { name: 'narrow and dark', colorScheme: 'dark', viewport: { width: 360, height: 800 } },
    { name: 'at 200 %', viewport: { width: 640, height: 450 } },
    { name: 'a projector', viewport: { width: 1_920, height: 1_080 } },
    { name: 'forced colors', forcedColors: 'active' },
  ] as const)('is legible and fits: $name', async ({ name: _name, ...options }) => {
    const { page, close } = await openedDemo({ ...options, hash: '#customer=7' })
    await expect.poll(() => overflowOf(page)).toBe(0)
    await expect.poll(() => problemsOf(page)).toEqual([])
    await naive(page).getByRole('button', { name: 'breaks' }).click()
    await expect.poll(() => page.getByRole('dialog').evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0)
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('jumps to the end of each customer for those who want no motion', async () => {
    const { page, close } = await openedDemo({ reducedMotion: 'reduce' })
    await page.keyboard.press('Space')
    await expect.poll(() => naive(page).locator('.verdict').textContent()).toContain('✓ Answered in')
    await close()
  })

  it('prints in light, without its buttons', async () => {
    const { page, close } = await openedDemo({ hash: '#customer=3', colorScheme: 'dark' })
    await page.emulateMedia({ media: 'print' })
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(20, 24, 29)')
    await expect.poll(() => page.locator('.transport').isVisible()).toBe(false)
    expect((await page.pdf()).length).toBeGreaterThan(10_000)
    await close()
  })

  it('has no problem in its dialogs, dark and narrow', async () => {
    const { page, close } = await openedDemo({ colorScheme: 'dark', viewport: { width: 360, height: 800 } })
    await page.keyboard.press('?')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByLabel('Bad day').selectOption('openai-two-waves')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('reads from right to left, with long texts, without scrolling sideways', async () => {
    const long = 'w'.repeat(300)
    const { page, close } = await openedDemo({ hash: '#customer=2', viewport: { width: 360, height: 800 } }, (data) =>
      Object.assign({}, data, JSON.parse(JSON.stringify(data).replaceAll('Yes, you can', `${long} ${'and on '.repeat(300)}`)) as object),
    )
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl'
    })
    await expect.poll(() => overflowOf(page)).toBe(0)
    await close()
  })

  it('shows any output of an app as text', async () => {
    const evil = '</script><img src=x onerror=alert(1)><b>‮'
    const { page, close } = await openedDemo({ hash: '#customer=2' }, (data) =>
      Object.assign({}, data, JSON.parse(JSON.stringify(data).replaceAll('Yes, you can', JSON.stringify(evil).slice(1, -1))) as object),
    )
    await expect.poll(() => naive(page).locator('.text').first().textContent()).toContain(evil)
    await expect.poll(() => page.locator('img').count()).toBe(0)
    await close()
  })

  it('is small without its data', () => {
    expect(pageSize()).toBeLessThan(150_000)
  })
})
