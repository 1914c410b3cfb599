import { describe, expect, it } from 'vitest'
import { formerOf } from '../../src/report/data/comparison.ts'
import type { SearchData } from '../../src/report/data/search-data.ts'
import { call, finding, outcome, refused, report, rule, run, search, story } from '../report/sample.ts'
import { opened, overflowOf, pageParts, problemsOf } from './report-page.ts'

const fired = [{ fault: 'truncated-stream', parameters: { afterDeltas: 3 }, at: 660 }]
const cut = call({ ending: 'truncated', received: 'It arrives', fired })
const shown = [
  { at: 600, text: 'It arrives', calls: 1 },
  { at: 2_000, text: 'It arrives on Thursday.', calls: 2 },
]
const again = call({ startedAt: 1_400, firstByteAt: 2_000, deltas: [2_000], endedAt: 2_000, attempt: 2 })
const told = story({
  calls: [cut, again],
  outcomes: [
    outcome({
      shown,
      settledAt: 2_100,
      effects: [
        { at: 700, text: 'refund 377' },
        { at: 2_050, text: 'refund 377', from: 1 },
      ],
    }),
  ],
})

/** Three findings, each of another harm. */
const broken: SearchData = search({
  rules: [rule('whole-answers'), rule('once', { harm: 'world' }), rule('few-retries', { harm: 'provider' })],
  runs: [run({ plan: [], fired: [], verdicts: 'iii' }), run({ verdicts: 'vvh' }), run({ fired: [1], verdicts: 'hhv' })],
  findings: [finding('whole-answers', { stories: [told] }), finding('once', { stories: [told] }), finding('few-retries', { plan: [] })],
})
const names = broken.faults.map((fault) => ({ ...fault, whyNeverFired: 'the provider refused the call first' }))
const calm = search({ title: 'asks again', findings: [], runs: [run({ verdicts: 'hi' })] })
const former = [formerOf(calm), { ...formerOf(broken), violated: ['once', 'gone'] }]

/** How many pages a PDF has. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length
}

describe('the report in Chromium', () => {
  it('begins with the violations, the share that held, and what was not tried', async () => {
    const { page, close } = await opened(report([broken], { former }))
    await expect.poll(() => page.locator('h1').textContent()).toBe('answers a question violates 3 of 3 properties.')
    await expect.poll(() => page.locator('.score').textContent()).toContain('Score = pairs held ÷ pairs tested = 3 ÷ 6.')
    await expect.poll(() => page.locator('.finding summary b:first-child').allTextContents()).toContain('once broke')
    await expect.poll(() => page.locator('.since').allTextContents()).toEqual(['Still there', '● New', '● New'])
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('keeps properties that no run exercised out of the table, and gives the reason', async () => {
    const rules = [rule('whole-answers'), rule('once', { whyNot: 'no effect was reported' })]
    const { page, close } = await opened(report([search({ rules, runs: [run({ verdicts: 'vi' })] })]))
    await expect
      .poll(() => page.locator('.matrix').first().locator('tbody th[scope=row] code').allTextContents())
      .toEqual(['whole-answers'])
    await expect.poll(() => page.locator('.idle-rules li').allTextContents()).toEqual(['once held onceno effect was reported'])
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('explains why faults never fired', async () => {
    const { page, close } = await opened(report([{ ...broken, runs: [], faults: names }]))
    await page.locator('.untried summary').last().click()
    await expect
      .poll(() => page.locator('.untried details[open] li').allTextContents())
      .toEqual(['The provider refused the call first: truncated-stream, overloaded'])
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('opens a finding: waterfall, received next to expected, what the user got', async () => {
    const { page, close } = await opened(report([broken]))
    await page.locator('.finding').first().locator('summary').first().click()
    const body = page.locator('.finding').first()
    await expect.poll(() => body.locator('.gutter button').allInnerTexts()).toHaveLength(2)
    await expect.poll(() => body.locator('.gutter button').first().textContent()).toContain('truncated, fault: truncated-stream')
    await expect.poll(() => body.locator('svg text').allTextContents()).toContain('✕ truncated · truncated-stream')
    await expect.poll(() => body.locator('svg text').allTextContents()).toContain('refund 377, again, from call 2')
    await expect.poll(() => body.locator('svg .tie').count()).toBe(1)
    await expect.poll(() => body.locator('.detail mark.lost').textContent()).toBe(' on Thursday.')
    await expect.poll(() => body.locator('.seen').first().textContent()).toContain('↻ begins again')
    await body.locator('.gutter button').nth(1).click()
    await expect.poll(() => body.locator('.detail').textContent()).toContain('Received, as expected')
    await body.getByText('The same as a table').click()
    await expect.poll(() => body.locator('.calls').first().locator('tbody tr').count()).toBe(2)
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('works by the keyboard alone', async () => {
    const { page, close } = await opened(report([broken]))
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const open = page.locator('.finding[open]')
    await expect.poll(() => open.getAttribute('id')).toBe('search-1-finding-2')
    // What a finding holds is drawn when it is opened.
    await open.locator('.gutter button').first().waitFor()
    await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('name')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => open.locator('.gutter button').nth(1).getAttribute('aria-pressed')).toBe('true')
    await close()
  })

  it('opens the finding that the address names, and follows a link from the table', async () => {
    const { page, close } = await opened(report([broken]), { hash: '#search-1-finding-3' })
    await expect.poll(() => page.locator('.finding[open]').getAttribute('id')).toBe('search-1-finding-3')
    await expect.poll(() => page.locator('.finding[open]').textContent()).toContain('None. It is also violated without a fault.')
    await page.locator('.matrix td.violated a').first().click()
    await page.locator('#search-1-finding-1[open]').waitFor()
    await close()
  })

  it('copies the line that runs a finding again, and saves its incident', async () => {
    const { page, close } = await opened(report([broken]), {
      hash: '#search-1-finding-1',
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await page.locator('.finding[open] .command button').click()
    await page.getByText('Copied').waitFor()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('BROWNOUT_SEED=tuesday npx vitest run ask.test.ts')
    const saved = page.waitForEvent('download')
    await page.locator('.finding[open]').getByText('Download the incident file').click()
    expect((await saved).suggestedFilename()).toBe('once.json')
    await close()
  })

  it('shows several searches, one at a time', async () => {
    const { page, close } = await opened(report([broken, calm]))
    await expect.poll(() => page.locator('.suite tbody tr').count()).toBe(2)
    await expect.poll(() => problemsOf(page)).toEqual([])
    await page.locator('.suite').getByText('asks again').click()
    await page.getByText('No findings').waitFor()
    await expect.poll(() => page.locator('h1').textContent()).toContain('asks again held all properties')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('is readable dark, narrow and enlarged, without scrolling sideways', async () => {
    for (const options of [
      { colorScheme: 'dark' as const },
      { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const },
      { viewport: { width: 360, height: 740 } },
      // 1280 px at 200%.
      { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
      { viewport: { width: 1_920, height: 1_080 }, reducedMotion: 'reduce' as const },
      { forcedColors: 'active' as const },
    ]) {
      const { page, close } = await opened(report([broken, calm], { former }), { ...options, hash: '#search-1-finding-1' })
      expect({ ...options, overflow: await overflowOf(page) }).toEqual({ ...options, overflow: 0 })
      await expect.poll(() => problemsOf(page)).toEqual([])
      await close()
    }
  }, 120_000)

  it('switches to dark and light by its button', async () => {
    const { page, close } = await opened(report([broken]))
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const button = page.locator('.theme')
    await button.click()
    await expect.poll(() => background()).toBe('rgb(255, 255, 255)')
    await button.click()
    await expect.poll(() => background()).toBe('rgb(15, 18, 21)')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('prints with every finding open, in light colors, and nothing clipped', async () => {
    const { page, close } = await opened(report([broken]), { colorScheme: 'dark' })
    const closed = await page.pdf()
    for (const finding of await page.locator('.finding > summary').all()) await finding.click()
    // Printing has opened them by itself.
    await expect.poll(async () => pagesOf(await page.pdf())).toBe(pagesOf(closed))
    await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'))
    })
    await page.emulateMedia({ media: 'print' })
    // A4 with the usual margins.
    await page.setViewportSize({ width: 718, height: 1_000 })
    await page.locator('.finding[open]').nth(2).waitFor()
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(255, 255, 255)')
    // With 168 px of names next to it, narrow enough for any paper.
    const widths = await page.locator('.waterfall svg').evaluateAll((all) => all.map((each) => each.getAttribute('width')))
    expect(widths).toEqual(['472', '472', '472'])
    await expect.poll(() => overflowOf(page)).toBe(0)
    await close()
  })

  it('shows texts of any language and any length', async () => {
    const hebrew = 'ההזמנה שלך תגיע ביום חמישי לפני הצהריים.'
    const long = 'An endless answer. '.repeat(400)
    const calls = [
      call({ expected: hebrew, received: hebrew.slice(0, 10), ending: 'truncated', fired }),
      call({ expected: long, received: long }),
    ]
    const words = story({
      calls,
      outcomes: [outcome({ shown: [{ at: 1, text: hebrew, calls: 1 }], settlement: { type: 'value', text: 'x'.repeat(3_000) } })],
    })
    const data = search({ title: 'w'.repeat(300), findings: [finding('whole-answers', { stories: [words], how: 'y'.repeat(900) })] })
    const { page, close } = await opened(report([data]), { viewport: { width: 360, height: 740 }, hash: '#search-1-finding-1' })
    await expect.poll(() => overflowOf(page)).toBe(0)
    await page.locator('.gutter button').nth(1).click()
    await page.getByText('Show all 7,600 characters').click()
    await expect.poll(() => overflowOf(page)).toBe(0)
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('reads from right to left, with time from left to right', async () => {
    const { page, close } = await opened(report([broken]), { hash: '#search-1-finding-1' })
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl'
    })
    await expect.poll(() => overflowOf(page)).toBe(0)
    expect(
      await page
        .locator('.waterfall')
        .first()
        .evaluate((element) => getComputedStyle(element).direction),
    ).toBe('ltr')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await close()
  })

  it('runs no code of a journal that was tampered with', async () => {
    const attack = '"><img src=x onerror="document.title=1"></script><script>document.title=2</script>'
    const hostile = call({
      asked: attack,
      received: attack,
      expected: `${attack}!`,
      ending: 'truncated',
      model: attack,
      owner: attack,
      endpoint: attack,
      fired: [{ fault: attack, parameters: { [attack]: attack }, at: 1 }],
    })
    const all = outcome({
      shown: [{ at: 1, text: attack, calls: 1 }],
      settlement: { type: 'error', text: attack },
      effects: [{ at: 1, text: attack }],
      alerts: [{ at: 1, text: attack }],
      uncaught: [{ at: 1, text: attack }],
    })
    const bad = finding('whole-answers', {
      how: attack,
      hint: attack,
      effort: attack,
      replay: [attack],
      plan: [{ fault: attack, summary: attack, text: attack }],
      stories: [story({ calls: [hostile], outcomes: [all] })],
    })
    const data = search({
      title: attack,
      seed: attack,
      file: attack,
      findings: [bad],
      remarks: [{ rule: attack, how: attack }],
      rules: [rule('whole-answers', { statement: attack, titles: { held: attack, violated: attack } }), rule(attack)],
    })
    // Someone who edits the file can also put elements in the place of texts.
    const element = {
      type: 'img',
      props: { src: 'x', onerror: 'document.title=3' },
      key: null,
      ref: null,
      __k: null,
      __: null,
      __b: 0,
      __e: null,
      __c: null,
      __v: 0,
      __i: -1,
      __u: 0,
    }
    const { page, close } = await opened(
      report([{ ...data, remarks: [{ rule: 'r', how: element as unknown as string }, ...data.remarks] }]),
      { hash: '#search-1-finding-1' },
    )
    await page.getByText('The same as a table').click()
    await expect.poll(() => page.locator('img').count()).toBe(0)
    await expect.poll(() => page.title()).toBe(`${attack}: brownout report`)
    await close()
  })

  it('opens a journal of 10,000 calls, and draws only the visible part', async () => {
    const calls = Array.from({ length: 10_000 }, (_, index) => refused(index * 100, { status: index % 2 === 0 ? 429 : 503 }))
    const alike = Array.from({ length: 10_000 }, (_, index) => refused(index * 100))
    const findings = [
      finding('whole-answers', { stories: [story({ calls })] }),
      finding('few-retries', { stories: [story({ calls: alike })] }),
    ]
    const { page, close } = await opened(report([search({ findings })]))
    await page.locator('.finding summary').first().click()
    await expect.poll(() => page.locator('.gutter button').count()).toBe(200)
    await page.getByText('Show more: 9,800 rows left').click()
    await expect.poll(() => page.locator('.gutter button').count()).toBe(400)
    await page.locator('#search-1-finding-1 > summary').click()
    await page.locator('#search-1-finding-2 > summary').click()
    await expect
      .poll(() => page.locator('.gutter button').allInnerTexts())
      .toEqual([expect.stringContaining('1'), expect.stringContaining('2–9999'), expect.stringContaining('10000')])
    await close()
  })

  it('is small, and its script contains nothing of Node and no schema', () => {
    const { script, style } = pageParts()
    expect(script.length + style.length).toBeLessThan(300_000)
    expect(script).not.toMatch(/node:|ZodError|require\(/)
  })
})
