import type { Chaos } from '../chaos/chaos.ts'
import { hearSearches } from '../property/report/search.ts'
import { Annotations } from './annotations.ts'
import type { RunningTest } from './running-test.ts'
import { writtenSearch } from './search-file.ts'
import { findingsMeta } from './search-meta.ts'

/** Records each finished search of a test in the test's meta, and its findings as annotations. */
export function noteSearches(test: RunningTest, chaos: Chaos): Annotations {
  const annotations = new Annotations(test)
  const { meta } = test.task
  hearSearches(chaos, (search) => {
    const searches = meta.brownout?.searches ?? []
    const findings = findingsMeta(search)
    meta.brownout = {
      searches: [...searches, { seed: search.seed, findings, ...writtenSearch(test, search, searches.length + 1) }],
    }
    const incidents = search.failures.flatMap(({ failures }) => failures).map(({ incident }) => incident)
    for (const [place, finding] of findings.entries()) annotations.add(finding, incidents[place]!)
  })
  return annotations
}
