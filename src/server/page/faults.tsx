import { useState } from 'preact/hooks'
import type { ActiveFault } from '../control/faults.ts'
import type { Seen, ServerView } from './use-server.ts'

interface FaultsProps {
  readonly seen: Seen
  readonly act: ServerView['act']
}

/** The faults, each with a switch, and a form to inject more. A fault that is switched off stays, so that it can be switched on again. */
export function Faults({ seen: { state, catalogue }, act }: FaultsProps) {
  const [off, setOff] = useState<readonly ActiveFault[]>([])
  // Until the server has removed it, it still lists a fault that is switched off.
  const [switching, setSwitching] = useState<number>()
  const switchOff = async (fault: ActiveFault): Promise<void> => {
    setSwitching(fault.id)
    setOff((before) => [...before, fault])
    const isDone = await act((client) => client.remove(fault.id))
    setSwitching(undefined)
    if (!isDone) setOff((before) => before.filter((each) => each !== fault))
  }
  const switchOn = async (fault: ActiveFault): Promise<void> => {
    const { fault: name, parameters, trigger } = fault
    if (await act((client) => client.inject({ fault: name, parameters, trigger })))
      setOff((before) => before.filter((each) => each !== fault))
  }
  const rows = [
    ...state.faults.filter(({ id }) => id !== switching).map((fault) => ({ fault, isOn: true, flip: () => void switchOff(fault) })),
    ...off.map((fault) => ({ fault, isOn: false, flip: () => void switchOn(fault) })),
    // Ordered by their texts, so that a row keeps its place when it is switched.
  ].toSorted((a, b) => (a.fault.text < b.fault.text ? -1 : 1))
  return (
    <section class="faults" aria-labelledby="faults">
      <h2 id="faults">Faults</h2>
      {rows.length === 0 && <p class="quiet">None. Each call gets a complete answer.</p>}
      {rows.length > 0 && (
        <ul>
          {rows.map(({ fault, isOn, flip }, index) => (
            <FaultRow
              key={`${fault.text} ${index - rows.findIndex((row) => row.fault.text === fault.text)}`}
              fault={fault}
              isOn={isOn}
              flip={flip}
            />
          ))}
        </ul>
      )}
      {!state.isReplaying && (
        <div class="more">
          <InjectForm names={catalogue.faults.map(({ name }) => name)} inject={(text) => act((client) => client.inject(text))} />
          <PlayForm recipes={catalogue.recipes} play={(name) => void act((client) => client.play(name))} />
        </div>
      )}
    </section>
  )
}

function FaultRow({
  fault: { text, hit },
  isOn,
  flip,
}: {
  readonly fault: ActiveFault
  readonly isOn: boolean
  readonly flip: () => void
}) {
  return (
    <li>
      <label class="switch">
        <input type="checkbox" role="switch" checked={isOn} onChange={flip} />
        <span>
          <code>{text}</code>
        </span>
      </label>
      <span class="quiet">{hit === 0 ? 'no call yet' : `hit ${hit} ${hit === 1 ? 'call' : 'calls'}`}</span>
    </li>
  )
}

function InjectForm({ names, inject }: { readonly names: readonly string[]; readonly inject: (text: string) => Promise<boolean> }) {
  const [text, setText] = useState('')
  return (
    <form
      class="line"
      onSubmit={(event) => {
        event.preventDefault()
        void inject(text.trim()).then((isDone) => isDone && setText((now) => (now === text ? '' : now)))
      }}
    >
      <label>
        <span>Fault</span>
        <input
          list="fault-names"
          required
          spellcheck={false}
          autocomplete="off"
          placeholder="overloaded:first=2,for=openai"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <datalist id="fault-names">
        {names.map((name) => (
          <option value={name} />
        ))}
      </datalist>
      <button type="submit" class="button">
        Inject
      </button>
    </form>
  )
}

interface PlayFormProps {
  readonly recipes: Seen['catalogue']['recipes']
  readonly play: (name: string) => void
}

function PlayForm({ recipes, play }: PlayFormProps) {
  const [name, setName] = useState(recipes[0]?.name ?? '')
  return (
    <form
      class="line"
      onSubmit={(event) => {
        event.preventDefault()
        play(name)
      }}
    >
      <label>
        <span>Recipe</span>
        <select value={name} onChange={({ currentTarget }) => setName(currentTarget.value)}>
          {recipes.map((recipe) => (
            <option value={recipe.name}>{recipe.summary}</option>
          ))}
        </select>
      </label>
      <button type="submit" class="button">
        Play from now on
      </button>
    </form>
  )
}
