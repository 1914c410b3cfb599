import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recipes } from '../../recipes/catalogue.ts'
import { demoData, demoPage } from '../../src/cli/demo-page.ts'

const usual = { seed: 'tuesday', recipe: 'one-bad-hour' }

describe('the data of a demo page', () => {
  it('shows an app of the user on the same day, next to the hardened one', async () => {
    const { apps, days, options, others } = await demoData({ ...usual, app: './test/demo/apps/plain.ts' }, ['everyone-fell-together'])
    expect(apps.map(({ name }) => name)).toEqual(['Your app', 'Hardened app'])
    expect(options).toBe(' --app ./test/demo/apps/plain.ts')
    const [yours] = days[0]!.seeds[0]!.apps
    expect(yours[0]!.takes[0]!).toMatchObject({ experience: { kind: 'answered' }, read: yours[0]!.usual })
    expect(yours.map(({ takes }) => takes[0]!.experience.kind)).toContain('none')
    expect(days[0]!.seeds.map(({ seed }) => seed)).toEqual(['tuesday', 'friday', '8412'])
    expect(others.length + days.length).toBe(recipes.length)
  })

  it.for([
    { options: { recipe: 'one-bad-day' }, message: 'Did you mean "one-bad-hour"?' },
    { options: { customer: 9 }, message: 'Cannot show customer 9: expected a number from 1 to 8.' },
    {
      options: { without: 'truncated-steam' },
      message: 'Cannot play one-bad-hour without "truncated-steam": it has no such fault. Did you mean "truncated-stream"?',
    },
  ])('describes the error: $message', async ({ options, message }) => {
    await expect(demoData({ ...usual, ...options })).rejects.toThrow(message)
  })

  it('is written to an HTML file only', async () => {
    const out = join(mkdtempSync(join(tmpdir(), 'brownout-')), 'demo.pdf')
    await expect(demoPage({ ...usual, out })).rejects.toThrow(`Cannot write the page to "${out}": expected a name that ends with .html.`)
  })
})
