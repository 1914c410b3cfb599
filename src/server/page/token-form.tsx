import { useState } from 'preact/hooks'

/** The form for the token of the server. It is kept until the page is closed. */
export function TokenForm({ give }: { readonly give: (token: string) => void }) {
  const [token, setToken] = useState('')
  return (
    <form
      class="line"
      onSubmit={(event) => {
        event.preventDefault()
        give(token)
      }}
    >
      <label>
        <span>Token</span>
        <input type="password" autocomplete="off" required value={token} onInput={({ currentTarget }) => setToken(currentTarget.value)} />
      </label>
      <button type="submit" class="button">
        Control the server
      </button>
    </form>
  )
}
