import { join } from 'node:path'
import { inject } from 'vitest'
import type { Chaos } from '../chaos/chaos.ts'
import { digest } from '../engine/base/hash.ts'
import { hearSearches } from '../property/report/search.ts'
import { realDate } from '../time/real-time.ts'
import { scoreOf } from '../report/data/score.ts'
import { writeSearch } from '../report/files/search-file.ts'
import { searchData } from '../report/record/search-record.ts'
import { fileNameOf } from './incident-file.ts'
import type { RunningTest } from './running-test.ts'

/** What a reporter can know about one search of a test. */
export interface SearchMeta {
  /** The file that it was written to. */
  readonly file: string
  readonly findings: number
  /** In hundredths. Missing if nothing was tested. */
  readonly score?: number
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder that searches are written to. Provided by the reporter. */
    brownoutSearches: string
  }
  interface TaskMeta {
    /** The searches of a test, if the reporter of brownout is used. */
    brownout?: { readonly searches: readonly SearchMeta[] }
  }
}

/** Writes every search of a test to a file of its own, if the reporter of brownout asks for it, and names it in the test's meta. */
export function keepSearches(test: RunningTest, chaos: Chaos): void {
  const folder = folderAskedFor()
  if (folder === undefined) return
  const { task } = test
  hearSearches(chaos, (search) => {
    const kept = task.meta.brownout?.searches ?? []
    const number = kept.length + 1
    const title = number === 1 ? task.fullTestName : `${task.fullTestName} (search ${number})`
    const data = searchData(search, { title, file: task.file.name, endedAt: realDate() })
    const file = join(folder, `${digest(task.fullName).slice(0, 6)}-${fileNameOf(test, search.seed, number)}`)
    writeSearch(file, data)
    const { points } = scoreOf(data)
    task.meta.brownout = {
      searches: [...kept, { file, findings: data.findings.length, ...(points === undefined ? {} : { score: points }) }],
    }
  })
}

function folderAskedFor(): string | undefined {
  const folder = inject('brownoutSearches') as string | undefined
  return folder === '' ? undefined : folder
}
