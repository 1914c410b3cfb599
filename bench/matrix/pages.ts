import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { bundlePage, shared } from '../../scripts/bundle-page.ts'
import { pageHtml } from '../../src/report/files/page-html.ts'
import { allTrophies } from '../trophies/all-trophies.ts'
import { trophyPage } from '../trophies/trophy-page.ts'
import { textOf } from './files.ts'
import { hardeningPage } from './hardening-page.ts'
import { matrixPage } from './matrix-page.ts'
import { symptomsModule } from './symptoms.ts'
import type { Matrix } from './matrix.ts'
import type { PackedMatrix } from './packed.ts'

/** The matrix as one HTML file that loads nothing else. */
export async function matrixHtml(matrix: Matrix): Promise<string> {
  const parts = await bundlePage({
    name: 'matrix',
    script: 'bench/matrix/page/main.tsx',
    styles: [...shared, 'bench/matrix/page/matrix.css'],
  })
  const data: PackedMatrix = { gzip: gzipSync(JSON.stringify(JSON.parse(textOf(matrix))), { level: 9 }).toString('base64') }
  return pageHtml({ title: 'What clients do under faults', data, withoutScript: 'docs/matrix.md has the same without scripts.' }, parts)
}

/** Writes the pages of a matrix. */
export async function writePages(matrix: Matrix): Promise<void> {
  writeFileSync(new URL('../../docs/matrix.md', import.meta.url), matrixPage(matrix))
  writeFileSync(new URL('../../docs/hardening.md', import.meta.url), hardeningPage(matrix))
  writeFileSync(new URL('../../src/reproduce/matrix-symptoms.ts', import.meta.url), symptomsModule(matrix))
  writeFileSync(new URL('../../TROPHIES.md', import.meta.url), trophyPage(allTrophies()))
  writeFileSync(new URL('../../docs/matrix.html', import.meta.url), await matrixHtml(matrix))
}
