import { useLayoutEffect, useState } from 'preact/hooks'
import type { RefObject } from 'preact'

/** The width of an element, in px, and again whenever it changes. 0 until it is measured. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const { current } = element
    if (current === null) return undefined
    const observer = new ResizeObserver(() => setWidth(Math.floor(current.clientWidth)))
    setWidth(Math.floor(current.clientWidth))
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return width
}
