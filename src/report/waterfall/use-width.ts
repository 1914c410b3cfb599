import { useLayoutEffect, useState } from 'preact/hooks'
import type { RefObject } from 'preact'

/** What fits on paper, in px: A4 and Letter are wider, with the margins that browsers leave. */
const paperWidth = 640

// Nothing is measured again while a page is printed, so what is drawn then must be narrow enough before.
let isPrinted = false
addEventListener('beforeprint', () => void (isPrinted = true))
addEventListener('afterprint', () => void (isPrinted = false))

/** The width of an element, in px, and again whenever it changes; on paper, at most what fits on it. 0 until it is measured. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const { current } = element
    if (current === null) return undefined
    const measure = (): void => setWidth(Math.floor(isPrinted ? Math.min(paperWidth, current.clientWidth) : current.clientWidth))
    const observer = new ResizeObserver(measure)
    measure()
    observer.observe(current)
    addEventListener('beforeprint', measure)
    addEventListener('afterprint', measure)
    return () => {
      observer.disconnect()
      removeEventListener('beforeprint', measure)
      removeEventListener('afterprint', measure)
    }
  }, [element])
  return width
}
