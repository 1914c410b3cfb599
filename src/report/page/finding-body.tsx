import { useMemo, useState } from 'preact/hooks'
import type { FindingData, StoryData } from '../data/finding-data.ts'
import type { RankedFinding } from '../data/findings-order.ts'
import type { SearchData } from '../data/search-data.ts'
import { sentence } from '../data/words.ts'
import { CallsTable } from '../waterfall/calls-table.tsx'
import { Legend } from '../waterfall/legend.tsx'
import { waterfallOf } from '../waterfall/waterfall-data.ts'
import { Waterfall } from '../waterfall/waterfall.tsx'
import { CallDetail } from './call-detail.tsx'
import { CopyLine } from './copy-line.tsx'
import { download } from './download.ts'
import { UserView } from './user-view.tsx'

/** A finding in detail. Rendered when it is opened. */
export function FindingBody({ ranked: { finding, rule }, search }: { readonly ranked: RankedFinding; readonly search: SearchData }) {
  const { stories } = finding
  return (
    <div class="body">
      <div class="pair">
        <div>
          <h3>The property</h3>
          <p>
            {sentence(rule.statement)}. <code class="id">{rule.id}</code>
          </p>
        </div>
        <div>
          <h3>The minimal plan that violates it</h3>
          <PlanList finding={finding} />
        </div>
      </div>
      {stories.map((story, place) => (
        <Story
          story={story}
          title={stories.length === 1 ? 'What happened' : `What happened, run ${place + 1} of ${stories.length}`}
          baseline={search.baseline}
          hasLegend={place === 0}
        />
      ))}
      <div class="pair">
        <div>
          <h3>How to fix it</h3>
          <p>{finding.hint}</p>
        </div>
        <div>
          <h3>Run it again</h3>
          {finding.replay.map((line) => (
            <CopyLine line={line} />
          ))}
          <p class="small">
            <button type="button" class="link" onClick={() => download(`${rule.id.split('(')[0]}.json`, finding.incident)}>
              Download the incident file
            </button>{' '}
            <span class="quiet">to replay it in a test.</span>
          </p>
        </div>
      </div>
    </div>
  )
}

function PlanList({ finding: { plan, effort } }: { readonly finding: FindingData }) {
  return (
    <>
      {plan.length === 0 ? (
        <p>None. It is also violated without a fault.</p>
      ) : (
        <ul class="plan">
          {plan.map(({ text, summary }) => (
            <li>
              <span class="fault-name">{text}</span>
              {summary !== '' && <span class="quiet">: {summary}</span>}
            </li>
          ))}
        </ul>
      )}
      <p class="small quiet">Found: {effort}.</p>
    </>
  )
}

/** The most revealing call: the first on which a fault fired, else the first without a complete answer. */
function mostTelling({ calls }: StoryData): number | undefined {
  const fired = calls.findIndex((call) => call.fired.length > 0)
  const place = fired === -1 ? calls.findIndex(({ ending }) => ending !== 'complete') : fired
  return place === -1 ? undefined : place
}

interface StoryProps {
  readonly story: StoryData
  readonly title: string
  readonly baseline: StoryData | undefined
  /** Whether the shapes are explained. */
  readonly hasLegend: boolean
}

function Story({ story, title, baseline, hasLegend }: StoryProps) {
  const data = useMemo(() => waterfallOf(story), [story])
  const [selected, select] = useState(mostTelling(story))
  const [hasTable, setHasTable] = useState(false)
  const call = selected === undefined ? undefined : story.calls[selected]
  return (
    <div class="story">
      <h3>{title}</h3>
      {story.calls.length === 0 && <p class="quiet">No call was made.</p>}
      <Waterfall data={data} selected={selected} onSelect={select} />
      {hasLegend && <Legend />}
      <details class="more" onToggle={({ currentTarget }) => setHasTable(currentTarget.open)}>
        <summary>The same as a table</summary>
        {hasTable && <CallsTable data={data} />}
      </details>
      {call && <CallDetail call={call} number={selected! + 1} startedAt={story.startedAt} />}
      <UserView story={story} baseline={baseline} />
    </div>
  )
}
