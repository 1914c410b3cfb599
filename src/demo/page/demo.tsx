import { useCallback, useState } from 'preact/hooks'
import { CopyLine } from '../../report/page/copy-line.tsx'
import { commandFor } from '../data/command.ts'
import type { DemoData } from '../data/demo-data.ts'
import { shownOf } from '../data/playback.ts'
import { Controls } from './controls.tsx'
import { Counterexample, type Picked } from './counterexample.tsx'
import { DayStrip } from './day-strip.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { Scene } from './scene.tsx'
import { Scores } from './scores.tsx'
import { SwitchRow } from './switch-row.tsx'
import { useKeys } from './use-keys.ts'
import { usePlayback } from './use-playback.ts'

/** The complete page. */
export function Demo({ data }: { readonly data: DemoData }) {
  const [state, dispatch] = usePlayback(data)
  const [picked, pick] = useState<Picked>()
  const [hasKeys, setHasKeys] = useState(false)
  const showKeys = useCallback(() => setHasKeys(true), [])
  useKeys(state.isPlaying, dispatch, showKeys)
  const shown = shownOf(data, state)
  const { day, apps } = shown
  const place = { ...state, customer: state.customer + 1 }
  const open = (next: Picked): void => {
    dispatch({ type: 'pause' })
    pick(next)
  }
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the demo
      </a>
      <header>
        <Controls data={data} state={state} shown={shown} dispatch={dispatch} showKeys={showKeys} />
        <SwitchRow day={day} off={state.off} dispatch={dispatch} />
      </header>
      <main id="main" tabIndex={-1}>
        <h1>
          Two apps answer the same customers on the same bad day: <span>{day.summary}.</span>
        </h1>
        {apps === undefined ? (
          <NotHeld data={data} seeds={day.seeds.map(({ seed }) => seed)} command={commandFor({ ...place, customer: 1 }, data.options)} />
        ) : (
          <>
            <DayStrip data={data} state={state} day={day} apps={apps} dispatch={dispatch} />
            <Scene data={data} state={state} day={day} apps={apps} open={open} />
            <Scores data={data} state={state} apps={apps} open={open} />
            {picked && <Counterexample data={data} state={state} day={day} apps={apps} picked={picked} close={() => pick(undefined)} />}
          </>
        )}
        <footer>
          <p>
            {day.story} <span class="quiet">This file holds {seedWords(day.seeds.map(({ seed }) => seed))}, and makes no request.</span>
          </p>
          {apps && (
            <div>
              <h2>Show it again</h2>
              <CopyLine line={commandFor(place, data.options)} />
            </div>
          )}
        </footer>
      </main>
      {hasKeys && <KeysDialog close={() => setHasKeys(false)} />}
    </>
  )
}

/** The address keeps the place in the demo, so a link within the page must not change it. */
function skip(event: MouseEvent): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('#main')?.focus()
}

function NotHeld({ data, seeds, command }: { readonly data: DemoData; readonly seeds: readonly string[]; readonly command: string }) {
  return (
    <section class="not-held" role="status">
      <h2>This file does not contain that seed.</h2>
      <p>
        It holds {seedWords(seeds)} for this day, and {data.days.length} days. A page cannot play another seed: this command writes one that
        holds it.
      </p>
      <CopyLine line={command} />
    </section>
  )
}

function seedWords(seeds: readonly string[]): string {
  return `${seeds.length === 1 ? 'the seed' : 'the seeds'} ${seeds.join(', ')}`
}
