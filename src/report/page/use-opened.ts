import { useEffect, useState } from 'preact/hooks'
import { anchorOf, placeInHash } from './finding-places.ts'

/** Which findings of a search are open: opened ones, the one in the hash, and all of them when printing. */
export function useOpened(
  search: number,
  count: number,
): { readonly isOpen: (finding: number) => boolean; readonly toggle: (finding: number, isOpen: boolean) => void } {
  const [opened, setOpened] = useState<ReadonlySet<number>>(() => fromHash(search))
  const [isPrinted, setIsPrinted] = useState(false)
  const toggle = (finding: number, isOpen: boolean): void =>
    setOpened((before) => new Set(isOpen ? [...before, finding] : [...before].filter((other) => other !== finding)))
  useEffect(() => {
    const follow = (): void => setOpened((before) => new Set([...before, ...fromHash(search)]))
    const begin = (): void => setIsPrinted(true)
    const end = (): void => setIsPrinted(false)
    const move = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): void => {
      const isTyped = target instanceof HTMLInputElement || ctrlKey || metaKey || altKey
      if (!isTyped && (key === 'j' || key === 'k')) moveFocus(search, count, key === 'j' ? 1 : -1)
    }
    addEventListener('hashchange', follow)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    addEventListener('keydown', move)
    return () => {
      removeEventListener('hashchange', follow)
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
      removeEventListener('keydown', move)
    }
  }, [search, count])
  return { isOpen: (finding) => isPrinted || opened.has(finding), toggle }
}

function fromHash(search: number): Set<number> {
  const named = placeInHash(location.hash)
  return new Set(named.search === search && named.finding !== undefined ? [named.finding] : [])
}

function moveFocus(search: number, count: number, by: number): void {
  const summaries = Array.from({ length: count }, (_, finding) =>
    document.querySelector<HTMLElement>(`#${anchorOf(search, finding)} > summary`),
  )
  const now = summaries.findIndex((summary) => summary === document.activeElement)
  summaries[Math.max(0, Math.min(count - 1, now + by))]?.focus()
}
