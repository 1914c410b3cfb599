import type { DayData } from '../data/demo-data.ts'
import type { Dispatch } from './use-playback.ts'

/** The faults of the day, each with a switch: what if this had not happened? */
export function SwitchRow({ day, off, dispatch }: { readonly day: DayData; readonly off: readonly string[]; readonly dispatch: Dispatch }) {
  return (
    <fieldset class="switches">
      <legend>Turn faults off</legend>
      {day.switches.map(({ id, words }) => (
        <label class="switch">
          <input type="checkbox" role="switch" checked={!off.includes(id)} onChange={() => dispatch({ type: 'switch', value: id })} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  )
}
