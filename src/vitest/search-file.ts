import { join } from 'node:path'
import { inject } from 'vitest'
import { digest } from '../engine/base/hash.ts'
import type { Search } from '../property/report/search.ts'
import { realDate } from '../time/real-time.ts'
import { scoreOf } from '../report/data/score.ts'
import { writeSearch } from '../report/files/search-file.ts'
import { searchData } from '../report/record/search-record.ts'
import { fileNameOf } from './incident-file.ts'
import type { RunningTest } from './running-test.ts'
import type { SearchMeta } from './search-meta.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder that searches are written to. Provided by the reporter. */
    brownoutSearches: string
  }
}

/**
 * Writes a search to its own file, if brownout's reporter needs it.
 * @param number the number of the search in the test, from 1
 */
export function writtenSearch(test: RunningTest, search: Search, number: number): Pick<SearchMeta, 'file' | 'score'> {
  const folder = folderAskedFor()
  if (folder === undefined) return {}
  const { task } = test
  const title = number === 1 ? task.fullTestName : `${task.fullTestName} (search ${number})`
  const data = searchData(search, { title, file: task.file.name, endedAt: realDate() })
  const file = join(folder, `${digest(task.fullName).slice(0, 6)}-${fileNameOf(test, search.seed, number)}`)
  writeSearch(file, data)
  const { points } = scoreOf(data)
  return { file, ...(points === undefined ? {} : { score: points }) }
}

function folderAskedFor(): string | undefined {
  const folder = inject('brownoutSearches') as string | undefined
  return folder === '' ? undefined : folder
}
