import { useEffect, useState } from 'preact/hooks'
import { sentence } from '../../report/data/words.ts'
import { ThemeButton } from '../../report/page/theme-button.tsx'
import { commandFor } from '../data/command.ts'
import type { DemoData } from '../data/demo-data.ts'
import { isAtEnd, speeds, type Playback } from '../data/playback.ts'
import type { ShownDay } from '../data/takes.ts'
import { OtherRecipe } from './other-recipe.tsx'
import type { Dispatch } from './use-playback.ts'

interface ControlsProps {
  readonly data: DemoData
  readonly state: Playback
  readonly shown: ShownDay
  readonly dispatch: Dispatch
  readonly showKeys: () => void
}

/** The shown day and seed, and the controls of the playback. */
export function Controls({ data, state, shown, dispatch, showKeys }: ControlsProps) {
  const { day, apps } = shown
  const [asked, ask] = useState<string>()
  const isEnd = apps !== undefined && isAtEnd(state, apps)
  const pickRecipe = (recipe: string): void => {
    const isHeld = data.days.some((each) => each.recipe === recipe)
    ask(isHeld ? undefined : recipe)
    if (isHeld) dispatch({ type: 'recipe', value: recipe })
  }
  return (
    <div class="bar">
      <b>brownout</b>
      <label class="recipe">
        <span>Bad day</span>
        <select value={day.recipe} onChange={({ currentTarget }) => pickRecipe(currentTarget.value)}>
          {data.days.map(({ recipe, summary }) => (
            <option value={recipe}>{sentence(summary)}</option>
          ))}
          {data.others.length > 0 && (
            <optgroup label="Not in this file">
              {data.others.map(({ recipe, summary }) => (
                <option value={recipe}>{sentence(summary)}</option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      <SeedBox seed={state.seed} seeds={day.seeds.map(({ seed }) => seed)} dispatch={dispatch} />
      <div class="transport" role="group" aria-label="Playback">
        <button type="button" class="button" aria-label="Step back" disabled={!apps} onClick={() => dispatch({ type: 'step', by: -1 })}>
          <span aria-hidden="true">◂</span>
        </button>
        <button type="button" class="button play" disabled={!apps} onClick={() => dispatch({ type: state.isPlaying ? 'pause' : 'play' })}>
          {state.isPlaying ? 'Pause' : isEnd ? 'Again' : 'Play'}
        </button>
        <button type="button" class="button" aria-label="Step forward" disabled={!apps} onClick={() => dispatch({ type: 'step', by: 1 })}>
          <span aria-hidden="true">▸</span>
        </button>
      </div>
      <label>
        <span>Speed</span>
        <select value={state.speed} onChange={({ currentTarget }) => dispatch({ type: 'speed', value: Number(currentTarget.value) })}>
          {speeds.map((speed) => (
            <option value={speed}>{speed} ×</option>
          ))}
        </select>
      </label>
      <div class="rest">
        <button type="button" class="button keys" onClick={showKeys}>
          Keys
        </button>
        <ThemeButton />
      </div>
      {asked !== undefined && (
        <OtherRecipe
          recipe={asked}
          command={commandFor({ recipe: asked, seed: state.seed, customer: 1, off: [] }, data.options)}
          close={() => ask(undefined)}
        />
      )}
    </div>
  )
}

function SeedBox({ seed, seeds, dispatch }: { readonly seed: string; readonly seeds: readonly string[]; readonly dispatch: Dispatch }) {
  const [text, setText] = useState(seed)
  useEffect(() => setText(seed), [seed])
  const take = (): void => {
    if (text.trim() === '') setText(seed)
    else if (text.trim() !== seed) dispatch({ type: 'seed', value: text.trim() })
  }
  return (
    <form
      class="seed"
      onSubmit={(event) => {
        event.preventDefault()
        take()
      }}
    >
      <label>
        <span>Seed</span>
        <input
          value={text}
          spellcheck={false}
          autocomplete="off"
          maxLength={60}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onBlur={take}
        />
      </label>
      <button
        type="button"
        class="button"
        disabled={seeds.length === 1 && seeds[0] === seed}
        onClick={() => dispatch({ type: 'another seed' })}
      >
        Another seed
      </button>
    </form>
  )
}
