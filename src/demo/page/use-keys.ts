import { useEffect } from 'preact/hooks'
import type { Playback } from '../data/playback.ts'
import type { Dispatch } from './use-playback.ts'

/** The action of each key, for readers. */
export const keyWords: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['Space'], does: 'play or pause' },
  { keys: ['←', '→'], does: 'one step back or forward' },
  { keys: ['1', '8'], does: 'go to a customer' },
  { keys: ['[', ']'], does: 'slower or faster' },
  { keys: ['f'], does: 'go to the next failure' },
  { keys: ['n'], does: 'another seed' },
  { keys: ['?'], does: 'show these keys' },
  { keys: ['Esc'], does: 'close' },
]

/** Lets keys control the demo, unless the user is typing or a dialog is open. */
export function useKeys(isPlaying: boolean, dispatch: Dispatch, showKeys: () => void): void {
  useEffect(() => {
    const act = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event) || document.querySelector('dialog[open]') !== null) return
      if (event.key === '?') showKeys()
      else {
        const action = actionOf(event.key, isPlaying)
        if (action === undefined) return
        dispatch(action)
      }
      event.preventDefault()
    }
    addEventListener('keydown', act)
    return () => removeEventListener('keydown', act)
  }, [isPlaying, dispatch, showKeys])
}

/** Whether the focused control needs the key itself. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (target.matches('input, select, textarea')) return true
  return key === ' ' && target.matches('button, summary, a')
}

function actionOf(key: string, isPlaying: Playback['isPlaying']): Parameters<Dispatch>[0] | undefined {
  if (/^[1-9]$/.test(key)) return { type: 'customer', customer: Number(key) - 1 }
  switch (key) {
    case ' ':
      return { type: isPlaying ? 'pause' : 'play' }
    case 'ArrowLeft':
      return { type: 'step', by: -1 }
    case 'ArrowRight':
      return { type: 'step', by: 1 }
    case '[':
      return { type: 'slower' }
    case ']':
      return { type: 'faster' }
    case 'f':
      return { type: 'failure' }
    case 'n':
      return { type: 'another seed' }
    default:
      return undefined
  }
}
