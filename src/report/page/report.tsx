import { useEffect, useState } from 'preact/hooks'
import { changesIn } from '../data/comparison.ts'
import type { ReportData } from '../data/report-data.ts'
import { placeInHash } from './finding-places.ts'
import { SearchView } from './search-view.tsx'
import { dateText } from './since-last.tsx'
import { Suite } from './suite.tsx'
import { ThemeButton } from './theme-button.tsx'

export function Report({ data }: { readonly data: ReportData }) {
  const shown = useShown(data.searches.length)
  const search = data.searches[shown]
  const changes = search && changesIn(search, data.former)
  const sections = ['Findings', 'Properties', 'Coverage', 'Time', 'Spend', 'Seeds', ...(changes ? ['Since'] : [])]
  return (
    <>
      <a class="skip" href="#main">
        Skip to the report
      </a>
      <header class="page-head">
        <div>
          <b>brownout report</b>
          <nav aria-label="Sections">
            {sections.map((name) => (
              <a href={`#${name.toLowerCase()}`}>{name === 'Since' ? 'Last run' : name}</a>
            ))}
          </nav>
          <ThemeButton />
        </div>
      </header>
      <main id="main">
        {data.searches.length > 1 && <Suite searches={data.searches} shown={shown} />}
        {search === undefined ? (
          <h1>This report holds no search.</h1>
        ) : (
          <SearchView key={shown} search={search} place={shown} changes={changes} />
        )}
      </main>
      <footer>
        <span>brownout {data.brownout}</span>
        <span>{dateText(data.madeAt)}</span>
        {search?.file !== undefined && <code>{search.file}</code>}
        <span>This file makes no request. It contains the questions and answers of each finding.</span>
      </footer>
    </>
  )
}

/** The search that the hash names. It does not change if the hash names something else, such as a section. */
function useShown(count: number): number {
  const [shown, setShown] = useState(() => within(placeInHash(location.hash).search, count))
  useEffect(() => {
    const follow = (): void => {
      if (location.hash.startsWith('#search-')) setShown(within(placeInHash(location.hash).search, count))
    }
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [count])
  return shown
}

function within(place: number, count: number): number {
  return place >= 0 && place < count ? place : 0
}
