import { useMemo } from 'preact/hooks'
import type { Changes } from '../data/comparison.ts'
import { rankedFindings } from '../data/findings-order.ts'
import type { SearchData } from '../data/search-data.ts'
import { Coverage } from './coverage.tsx'
import { Findings } from './findings.tsx'
import { First } from './first.tsx'
import { Histograms } from './histograms.tsx'
import { Remarks } from './remarks.tsx'
import { Scorecard } from './scorecard.tsx'
import { Seeds } from './seeds.tsx'
import { SinceLast } from './since-last.tsx'
import { SpendTable } from './spend.tsx'

/** Everything about one search, on one page. */
export function SearchView({
  search,
  place,
  changes,
}: {
  readonly search: SearchData
  readonly place: number
  readonly changes: Changes | undefined
}) {
  const findings = useMemo(() => rankedFindings(search), [search])
  return (
    <>
      <First search={search} changes={changes} />
      <Findings search={search} place={place} findings={findings} changes={changes} />
      <Scorecard search={search} place={place} findings={findings} />
      <Coverage search={search} />
      <Histograms search={search} />
      <SpendTable search={search} />
      <Remarks search={search} />
      <Seeds search={search} place={place} findings={findings} />
      {changes && <SinceLast search={search} changes={changes} />}
    </>
  )
}
