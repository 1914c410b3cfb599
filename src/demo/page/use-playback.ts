import { useEffect, useReducer } from 'preact/hooks'
import type { DemoData } from '../data/demo-data.ts'
import { hashOf, placeInHash } from '../data/hash.ts'
import { playbackAfter, shownOf, type Action, type Playback } from '../data/playback.ts'
import { lengthOf } from '../data/takes.ts'

export type Dispatch = (action: Action) => void

/** The playback state, and how to change it. It advances while playing, and the page's address keeps its place. */
export function usePlayback(data: DemoData): readonly [Playback, Dispatch] {
  const [state, dispatch] = useReducer((before: Playback, action: Action) => playbackAfter(data, before, action), data, first)
  const { isPlaying, recipe, seed, customer, off } = state
  useEffect(() => {
    if (!isPlaying) return undefined
    let [last, request] = [performance.now(), 0]
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    const next = (time: number): void => {
      // A page in the background is not shown, so that time does not count.
      dispatch({ type: 'tick', ms: Math.min(100, Math.max(0, time - last)), isStill })
      last = time
      request = requestAnimationFrame(next)
    }
    request = requestAnimationFrame(next)
    return () => cancelAnimationFrame(request)
  }, [isPlaying])
  const hash = hashOf({ recipe, seed, customer: customer + 1, off })
  useEffect(() => {
    if (location.hash !== hash) history.replaceState(null, '', hash)
  }, [hash])
  useEffect(() => {
    const follow = (): void => dispatch({ type: 'place', place: placeOf(data) })
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [data])
  return [state, dispatch]
}

function first(data: DemoData): Playback {
  return { ...placeOf(data), rested: 0, isPlaying: false, speed: 1 }
}

/** A customer named in the address is shown at the end. Otherwise the first waits for someone to press Play. */
function placeOf(data: DemoData): Pick<Playback, 'recipe' | 'seed' | 'customer' | 'off' | 'now'> {
  const { recipe, seed, customer, off } = placeInHash(location.hash, data)
  const { apps } = shownOf(data, { recipe, seed, off })
  return { recipe, seed, off, customer: customer - 1, now: customer === 1 || apps === undefined ? 0 : lengthOf(apps, customer - 1) }
}
