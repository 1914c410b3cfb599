/** Measures a text, in px. */
export type Measure = (text: string) => number

/** The place of a label, in px: its `x` is its left edge. */
export interface PlacedLabel {
  readonly x: number
  readonly text: string
}

const gap = 8

/**
 * Places a label right of a mark if there is room, else left of it, else right and shortened. `undefined` if nothing fits.
 * @param from left edge of the mark
 * @param to right edge of the mark
 * @param left left end of the available space
 * @param right right end of the available space
 */
export function placeLabel(
  text: string,
  { from, to, left, right }: { readonly from: number; readonly to: number; readonly left: number; readonly right: number },
  measure: Measure,
): PlacedLabel | undefined {
  const width = measure(text)
  if (to + gap + width <= right) return { x: to + gap, text }
  if (from - gap - width >= left) return { x: from - gap - width, text }
  const isRight = right - to >= from - left
  const short = shortened(text, (isRight ? right - to : from - left) - gap, measure)
  if (short === undefined) return undefined
  return { x: isRight ? to + gap : from - gap - measure(short), text: short }
}

/** The longest start of a text that fits, with an ellipsis. */
export function shortened(text: string, room: number, measure: Measure): string | undefined {
  if (measure(text) <= room) return text
  const characters = [...text]
  let [fits, tooLong] = [0, characters.length]
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    if (measure(`${characters.slice(0, middle).join('')}…`) <= room) fits = middle
    else tooLong = middle
  }
  return fits < 3 ? undefined : `${characters.slice(0, fits).join('').trimEnd()}…`
}
