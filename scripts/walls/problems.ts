import { arrowsOf, circlesOf } from './circles.ts'
import { roomOf, wallAgainst, type Import } from './imports.ts'

/** Problems with imports, one line each: imports past a wall, and circles of files or of rooms. */
export function problemsOf(imports: readonly Import[]): string[] {
  const files = imports.filter(({ imported }) => imported.endsWith('.ts'))
  const past = imports.flatMap((one) => {
    const wall = wallAgainst(one)
    return wall === undefined ? [] : [`${one.file} imports ${one.imported}: ${wall}.`]
  })
  const fileCircles = circlesOf(arrowsOf(files, ({ file, imported }) => [file, imported]))
  const roomCircles = circlesOf(arrowsOf(files, ({ file, imported }) => [roomOf(file), roomOf(imported)]))
  return [
    ...past,
    ...fileCircles.map((circle) => `These files import each other: ${circle.join(', ')}.`),
    ...roomCircles.map((circle) => `These rooms import each other: ${circle.join(', ')}.`),
  ]
}
