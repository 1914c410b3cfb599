import type { Measure } from './geometry/label-place.ts'

let context: CanvasRenderingContext2D | null | undefined

/** Measures a text as the waterfall draws it: 12 px in the page's own font. */
export const measureText: Measure = (text) => {
  context ??= document.createElement('canvas').getContext('2d')
  if (context === null) return text.length * 6.5
  context.font = `12px ${getComputedStyle(document.body).fontFamily}`
  return context.measureText(text).width
}
