import { describe, expect, it } from 'vitest'
import { everyoneFellTogether, oneBadHour } from '../../recipes/catalogue.ts'
import { record } from '../../src/cli/demo.ts'
import { widthOf, type Line } from '../../src/demo/screen/line.ts'
import { terminalText } from '../../src/demo/screen/terminal.ts'
import { score, shown } from './shown.ts'

const plain = (line: Line): string => terminalText(line, false)

describe('the demo', () => {
  it('shows one app that fails its customers, and one that serves them', async () => {
    const text = await shown()
    expect(score(text, 'customers served')).toEqual(['4 of 8', '8 of 8'])
    expect(score(text, 'a truncated answer, shown as complete')).toEqual(['2', '0'])
    expect(score(text, 'properties kept')).toEqual(['4 of 7', '7 of 7'])
    expect(text).toContain('✘ a truncated answer, shown as complete')
    expect(text).toContain('Again: npx brownout demo --recipe one-bad-hour --seed tuesday')
  })

  it('counts a customer who got a wrong answer as misled, and not as served', async () => {
    const text = await shown({ recipe: 'gpt4-march-to-june' })
    const [naiveMisled] = score(text, 'a wrong answer, shown as correct')
    const [naiveServed] = score(text, 'customers served')
    expect(Number(naiveMisled)).toBeGreaterThan(0)
    expect(naiveServed).toBe(`${8 - Number(naiveMisled)} of 8`)
    expect(text).toContain('✘ a wrong answer, shown as correct')
  })

  it('is plain text without a terminal', async () => {
    expect(await shown()).not.toContain('\u001B')
  })

  it('is the same film for the same seed, and another for another', async () => {
    const film = JSON.stringify(await record(oneBadHour, 'tuesday', 99))
    expect(JSON.stringify(await record(oneBadHour, 'tuesday', 99))).toBe(film)
    expect(JSON.stringify(await record(oneBadHour, 'friday', 99))).not.toBe(film)
  })

  it('lasts less than ten seconds', async () => {
    const { scenes } = await record(oneBadHour, 'tuesday', 99)
    expect(scenes.flat().reduce((sum, { stands }) => sum + stands, 0)).toBeLessThan(8_000)
  })

  it.for([72, 99, 200])('keeps within %i columns, and never changes its height', async (columns) => {
    const frames = (await record(oneBadHour, 'tuesday', columns)).scenes.flat()
    for (const { lines } of frames) for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
    expect(new Set(frames.map(({ lines }) => lines.length)).size).toBe(1)
  })

  it('shows what both apps received while all providers were down', async () => {
    const { scenes } = await record(everyoneFellTogether, 'tuesday', 99)
    expect(scenes.flatMap((scene) => scene.at(-1)!.lines.map(plain)).join('\n')).toMatch(/no answer after/)
  })

  it('names the nearest recipe', async () => {
    await expect(shown({ recipe: 'one-bad-day' })).rejects.toThrow(
      'Cannot play "one-bad-day": no such recipe. Did you mean "one-bad-hour"?',
    )
  })
})
