import type { Call, FrameItem, ServerLink } from '../../../kit.ts'

/** What a real server says while it answers one call. Over HTTP it goes out in the stream of the answer, before the response. */
export class Speech {
  /** Settles once it says anything. */
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

/** The calls under way over one connection to a real server, the latest last. */
export class Conversation {
  readonly #open: Speech[] = []

  /** What the server says belongs to the latest call. Nobody hears it if there is none. */
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

/** Keeps what is said over a connection for the answers to its calls. */
export function keepConversation(link: ServerLink, conversation: Conversation): void {
  conversations.set(link, conversation)
}

/** What is said over a connection, if it goes out in the answers to its calls. */
export function conversationOver(link: ServerLink): Conversation | undefined {
  return conversations.get(link)
}

/** Makes a call be answered by what the server says, and then by its response. */
export function keepSpeech(call: Call, speech: Speech): void {
  speeches.set(call, speech)
}

/** What the server says before its response to a call. */
export function speechOf(call: Call): Speech | undefined {
  return speeches.get(call)
}
