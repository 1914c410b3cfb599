import { ThemeButton } from '../../report/page/theme-button.tsx'
import { download } from '../../report/page/download.ts'
import { CallTable } from './call-table.tsx'
import { Faults } from './faults.tsx'
import { TokenForm } from './token-form.tsx'
import { useServer, type Seen, type ServerView } from './use-server.ts'

/** The page of a server: its calls as they happen, and the errors. */
export function ControlPage() {
  const server = useServer()
  const { seen, trouble, needsToken } = server
  return (
    <>
      <header class="bar">
        <b>brownout serve</b>
        {seen !== undefined && <ScopeChoice seen={seen} server={server} />}
        <div class="rest">
          <ThemeButton />
        </div>
      </header>
      <main>
        <h1>{seen === undefined ? 'A server of brownout' : headingOf(seen)}</h1>
        <p role="alert" class={trouble === undefined ? 'hidden' : 'trouble'}>
          {trouble !== undefined && `✕ ${trouble}`}
        </p>
        {needsToken && <TokenForm give={server.giveToken} />}
        {seen !== undefined && !needsToken && (
          <>
            <Actions server={server} />
            <Faults seen={seen} act={server.act} key={seen.state.scope} />
            <CallTable calls={seen.calls} />
          </>
        )}
      </main>
    </>
  )
}

function headingOf({ state: { calls, refused, seed } }: Seen): string {
  const refusals = refused === 0 ? '' : `, and ${refused} for no provider`
  return `${calls} ${calls === 1 ? 'call' : 'calls'}${refusals}, with the seed “${seed}”`
}

function ScopeChoice({ seen: { scopes }, server: { scope = '', choose } }: { readonly seen: Seen; readonly server: ServerView }) {
  const names = scopes.map(({ name }) => name)
  // A scope that was ended stays chosen, so that the page does not jump.
  const shown = scope === '' || names.includes(scope) ? names : [scope, ...names]
  return (
    <label>
      <span>Scope</span>
      <select value={scope} onChange={({ currentTarget: { value } }) => choose(value === '' ? undefined : value)}>
        <option value="">none</option>
        {shown.map((name) => (
          <option value={name}>{name}</option>
        ))}
      </select>
    </label>
  )
}

function Actions({ server: { act } }: { readonly server: ServerView }) {
  return (
    <div class="actions">
      <button type="button" class="button" onClick={() => void act((client) => client.resetJournal())}>
        Forget calls
      </button>
      <button type="button" class="button" onClick={() => void act((client) => client.reset())}>
        Begin again
      </button>
      <button
        type="button"
        class="button"
        onClick={() => void act(async (client) => download('incident.json', JSON.stringify(await client.incident(), null, 2)))}
      >
        Download incident
      </button>
    </div>
  )
}
