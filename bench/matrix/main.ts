import { parseArgs } from 'node:util'
import { readMatrix, writeMatrix } from './files.ts'
import { printCell } from './print-cell.ts'
import { playMatrix } from './run.ts'

const { values } = parseArgs({ options: { cell: { type: 'string' }, pages: { type: 'boolean' } } })

async function playAll(): Promise<void> {
  const began = performance.now()
  const matrix = writeMatrix(await playMatrix((line) => console.error(line)), new Date().toISOString().slice(0, 10))
  const { writePages } = await import('./pages.ts')
  await writePages(matrix)
  console.error(
    `docs/matrix.json: ${matrix.clients.length} clients, of ${matrix.date}, in ${Math.round((performance.now() - began) / 1_000)} s`,
  )
}

if (values.cell !== undefined) {
  await printCell(values.cell)
  // What a client has left open, such as a timer, must not keep the process alive.
  process.exit()
} else if (values.pages === true) {
  const { writePages } = await import('./pages.ts')
  await writePages(readMatrix()!)
  process.exit()
} else {
  await playAll()
  process.exit()
}
