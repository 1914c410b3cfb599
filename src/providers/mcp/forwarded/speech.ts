import type { Call, FrameItem, ServerLink } from '../../../kit.ts'

/** The messages that a real server sends while it answers one call. Over HTTP they are sent in the stream of the answer, before the response. */
export class Speech {
  /** Settles with the first message. */
  readonly begun: Promise<'speaks'>
  readonly #lines: string[] = []
  #isOver = false
  #begin!: (value: 'speaks') => void
  #heard = (): void => {}

  constructor() {
    this.begun = new Promise((resolve) => {
      this.#begin = resolve
    })
  }

  say(line: string): void {
    this.#lines.push(line)
    this.#begin('speaks')
    this.#heard()
  }

  end(): void {
    this.#isOver = true
    this.#heard()
  }

  /** Yields the messages as they arrive, until the response. */
  *items(): Generator<FrameItem, void, undefined> {
    for (;;) {
      for (const data of this.#lines.splice(0)) yield { type: 'frame', role: 'opening', event: 'message', data }
      if (this.#isOver) return
      const until = new Promise<void>((resolve) => {
        this.#heard = resolve
      })
      yield { type: 'wait', ms: 0, until }
    }
  }
}

/** The open calls over one connection to a real server, the latest last. */
export class Conversation {
  readonly #open: Speech[] = []

  /** A message of the server belongs to the latest call. Without an open call, it is dropped. */
  says(line: string): void {
    this.#open.at(-1)?.say(line)
  }

  begin(): Speech {
    const speech = new Speech()
    this.#open.push(speech)
    return speech
  }

  end(speech: Speech): void {
    this.#open.splice(this.#open.indexOf(speech), 1)
    speech.end()
  }
}

const conversations = new WeakMap<ServerLink, Conversation>()
const speeches = new WeakMap<Call, Speech>()

/** Keeps the messages over a connection for the answers to its calls. */
export function keepConversation(link: ServerLink, conversation: Conversation): void {
  conversations.set(link, conversation)
}

/** The messages over a connection, if they are sent in the answers to its calls. */
export function conversationOver(link: ServerLink): Conversation | undefined {
  return conversations.get(link)
}

/** Makes the answer to a call consist of the server's messages, then its response. */
export function keepSpeech(call: Call, speech: Speech): void {
  speeches.set(call, speech)
}

/** The messages that the server sends before its response to a call. */
export function speechOf(call: Call): Speech | undefined {
  return speeches.get(call)
}
