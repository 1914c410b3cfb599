import { versionOf } from '../matrix/versions.ts'
import { programOf } from './program-trophy.ts'
import { programTrophies } from './programs.ts'
import { trophies } from './trophies.ts'
import type { Chapter } from './trophy-page.ts'

/** Every finding, in the order of TROPHIES.md. */
export function allTrophies(): readonly Chapter[] {
  return [
    ...trophies.map((trophy) => ({ trophy, version: versionOf(trophy.package), options: [] })),
    ...programTrophies.map((trophy) => ({ trophy, version: programOf(trophy.program).npm!.version, options: ['--programs'] })),
  ]
}
