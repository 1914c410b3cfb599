import OpenAI from 'openai'

/** A chat in a page. It calls its own server, which forwards the questions to the model. */
const client = new OpenAI({
  baseURL: `${location.origin}/v1`,
  apiKey: 'the server adds it',
  dangerouslyAllowBrowser: true,
  maxRetries: 2,
})

/**
 * Streams an answer.
 * @throws Error if the answer is not complete
 */
export async function answer(question: string, show: (text: string) => void, signal: AbortSignal): Promise<void> {
  const messages = [{ role: 'user' as const, content: question }]
  const stream = await client.chat.completions.create({ model: 'gpt-4o', messages, stream: true }, { signal })
  let text = ''
  let finish: string | null = null
  for await (const { choices } of stream) {
    text += choices[0]?.delta.content ?? ''
    finish = choices[0]?.finish_reason ?? finish
    show(text)
  }
  // The SDK ends the loop quietly if it is aborted.
  signal.throwIfAborted()
  if (finish !== 'stop') throw new Error('The answer is not complete.')
}

/** Shows the chat in an element. */
export function renderChat(root: HTMLElement): void {
  root.innerHTML = `
    <form><label>Question <input name="question" value="Where is my parcel?"></label> <button>Ask</button> <button type="button" disabled>Stop</button></form>
    <p data-answer></p>
    <p role="status"></p>`
  const form = root.querySelector('form')!
  const [ask, stop] = root.querySelectorAll('button')
  const text = root.querySelector<HTMLElement>('[data-answer]')!
  const status = root.querySelector<HTMLElement>('[role=status]')!
  const busy = (isBusy: boolean): void => {
    ask!.disabled = isBusy
    stop!.disabled = !isBusy
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const controller = new AbortController()
    stop!.onclick = () => controller.abort()
    busy(true)
    status.textContent = 'Waiting for the answer'
    const question = String(new FormData(form).get('question'))
    answer(question, (part) => (text.textContent = part), controller.signal)
      .then(() => (status.textContent = 'Answered'))
      .catch((error: unknown) => (status.textContent = controller.signal.aborted ? 'Stopped' : `Failed: ${(error as Error).message}`))
      .finally(() => busy(false))
  })
}
