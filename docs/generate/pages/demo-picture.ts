import { oneBadHour } from '../../../recipes/one-bad-hour.ts'
import { picture } from '../../../src/demo/screen/picture.ts'
import { record } from '../../../src/cli/demo.ts'

/** The question of the day that is shown: one with a truncated answer. */
const shown = 1

/** A picture of the demo: one question at its end, and the closing scorecard. */
export async function demoPicture(): Promise<string> {
  const { scenes, close } = await record(oneBadHour, 'tuesday', 99)
  return picture([...scenes[shown]!.at(-1)!.lines, ...close], 'brownout demo: a naive and a hardened app on the same bad day')
}
