import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { arrowsOf, circlesOf } from '../../scripts/walls/circles.ts'
import { importsBelow, wallAgainst } from '../../scripts/walls/imports.ts'
import { problemsOf } from '../../scripts/walls/problems.ts'
import { rooms } from '../../scripts/walls/rooms.ts'

/** A file, what it imports, and whether a wall is between them. */
const imports: readonly (readonly [file: string, imported: string, isWalled: boolean])[] = [
  ['src/engine/run/a.ts', 'node:fs', true],
  ['src/engine/run/a.ts', 'msw', true],
  ['src/engine/run/a.ts', 'src/msw/handlers.ts', true],
  ['src/engine/run/a.ts', 'src/engine/plan/plan.ts', false],
  ['src/engine/plan/a.ts', 'src/engine/run/run.ts', true],
  ['src/engine/kit/falsehood/a.ts', 'src/time/index.ts', true],
  ['src/engine/plan/a.ts', 'zod', false],
  ['src/providers/openai/a.ts', 'faults/index.ts', true],
  ['src/providers/openai/a.ts', 'openai', true],
  ['src/answers/a.ts', 'src/providers/openai/index.ts', true],
  ['src/drift/a.ts', 'faults/index.ts', true],
  ['src/import/a.ts', 'src/providers/openai/index.ts', true],
  ['src/import/a.ts', 'faults/index.ts', false],
  ['src/export/a.ts', 'node:fs', true],
  ['src/gateway/a.ts', 'src/msw/handlers.ts', true],
  ['src/msw/a.ts', 'src/gateway/router.ts', false],
  ['src/msw/a.ts', 'src/brownout.ts', true],
  ['src/property/a.ts', 'src/server/index.ts', true],
  ['src/property/a.ts', 'faults/index.ts', false],
  ['src/index.ts', 'src/cli/main.ts', true],
  ['src/server/a.ts', 'src/cli/main.ts', true],
  ['src/cli/a.ts', 'src/server/index.ts', false],
  ['faults/a.ts', 'src/msw/handlers.ts', true],
  ['faults/a.ts', 'src/index.ts', true],
  ['faults/a.ts', 'src/kit.ts', false],
  ['recipes/a.ts', 'src/providers/openai/index.ts', true],
  ['recipes/a.ts', 'faults/index.ts', false],
]

describe('the walls between the rooms', () => {
  it.each(imports.map(([file, imported, isWalled]) => ({ file, imported, isWalled, may: isWalled ? 'may not' : 'may' })))(
    '$file $may import $imported',
    ({ file, imported, isWalled }) => {
      expect(wallAgainst({ file, imported }) !== undefined).toBe(isWalled)
    },
  )

  it('leave no way round from any room back to itself', () => {
    const arrows = new Map(Object.entries(rooms).map(([name, room]) => [name, new Set(room.rooms)]))
    expect(circlesOf(arrows)).toEqual([])
  })

  it('hold in the project as it is', () => {
    expect(problemsOf(importsBelow(fileURLToPath(new URL('../..', import.meta.url))))).toEqual([])
  })

  it('report two files that import each other, even for a type only', () => {
    const circle = [
      { file: 'src/property/a.ts', imported: 'src/property/b.ts' },
      { file: 'src/property/b.ts', imported: 'src/property/a.ts' },
    ]
    expect(problemsOf(circle)).toEqual(['These files import each other: src/property/a.ts, src/property/b.ts.'])
  })
})

describe('circlesOf', () => {
  it('finds each group of nodes that reach each other, and no other', () => {
    const arrows = arrowsOf(['ab', 'bc', 'ca', 'cd', 'de', 'ed', 'ef'], ([from, to]) => [from, to])
    expect(circlesOf(arrows).map((circle) => circle.toSorted().join(''))).toEqual(['de', 'abc'])
  })
})
