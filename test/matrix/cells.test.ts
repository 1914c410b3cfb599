import { describe, expect, it } from 'vitest'
import { rowOf } from '../../bench/matrix/cell.ts'
import { cellsOf, nameOf } from '../../bench/matrix/cells.ts'
import { outcomes } from '../../bench/matrix/classify.ts'
import { clients } from '../../bench/matrix/clients/openai-chat.ts'
import { readMatrix, textOf } from '../../bench/matrix/files.ts'
import { hardeningPage } from '../../bench/matrix/hardening-page.ts'
import { matrixPage } from '../../bench/matrix/matrix-page.ts'
import { plans } from '../../bench/matrix/plans.ts'
import { unpacked } from '../../bench/matrix/packed.ts'
import { symptomsModule } from '../../bench/matrix/symptoms.ts'
import { readFileSync } from 'node:fs'

const matrix = readMatrix()!

describe('the matrix', () => {
  it('has an outcome for each fault class that a model call can have', () => {
    const shown = new Set(plans.map(({ shows }) => shows))
    expect(shown.size).toBe(20)
    expect(new Set(cellsOf(matrix).map(({ cell }) => cell.outcome))).toEqual(new Set(Object.keys(outcomes)))
  })

  it('is written with one line for each cell, which is read again as it was', () => {
    const text = textOf(matrix)
    expect(JSON.parse(text)).toEqual(matrix)
    expect(text.split('\n').length).toBeGreaterThan(cellsOf(matrix).length)
  })

  it('names each cell once', () => {
    const names = cellsOf(matrix).map(nameOf)
    expect(new Set(names).size).toBe(names.length)
  })

  it('has the same cells when a client is played again', async () => {
    const client = clients.find(({ name }) => name === 'openai chat, stream: true')!
    const chosen = plans.filter(({ name }) => ['truncated-stream', 'rate-limited', 'malformed-event', 'refusal'].includes(name))
    const { abort, cells } = await rowOf(client, 'streamed', chosen)
    const written = matrix.clients.find(({ name }) => name === client.name)!.modes.streamed!
    expect(abort).toBe(written.abort)
    expect(Object.keys(cells)).toHaveLength(chosen.length)
    expect(written.cells).toMatchObject(JSON.parse(JSON.stringify(cells)) as object)
  })

  it('is what its pages were written from', () => {
    const written = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
    expect(written('docs/matrix.md')).toBe(matrixPage(matrix))
    expect(written('docs/hardening.md')).toBe(hardeningPage(matrix))
    expect(written('src/reproduce/matrix-symptoms.ts')).toBe(symptomsModule(matrix))
    expect(symptomsModule(matrix).length).toBeLessThan(100_000)
  })

  it('is completely contained in its page, and the page requests nothing else', async () => {
    const page = readFileSync(new URL('../../docs/matrix.html', import.meta.url), 'utf8')
    const data = JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)![1]!) as { gzip: string }
    expect(await unpacked(data)).toEqual(matrix)
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/(?:src|href)="?https?:/)
  })
})
