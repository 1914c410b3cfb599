import { useLayoutEffect, useState } from 'preact/hooks'
import type { RefObject } from 'preact'

/** A width that fits on paper, in px: A4 and Letter are wider, even with the browsers' margins. */
const paperWidth = 640

// Nothing is measured while printing, so the drawing must be narrow enough before.
let isPrinted = false
addEventListener('beforeprint', () => void (isPrinted = true))
addEventListener('afterprint', () => void (isPrinted = false))

/** The current width of an element, in px. When printing, at most the paper's width. 0 until it is measured. */
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
