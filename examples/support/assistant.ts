/** A support assistant's answer to a question. */
export interface Resolution {
  readonly answer: string
  readonly orderId: string | null
  readonly needsHuman: boolean
  /** The provider that answered, if there are several. */
  readonly provider?: string
}

/** Options for one question. */
export interface AskOptions {
  /** Receives the deltas of the answer. */
  readonly onText?: (piece: string) => void
  /** The text streamed so far is void. The answer starts again. */
  readonly onRestart?: () => void
  readonly signal?: AbortSignal
}

/** A small support assistant: it streams an answer, looks up orders, and files a record. */
export interface Assistant {
  ask(question: string, options?: AskOptions): Promise<Resolution>
}

export const instructions =
  'You are the support assistant of a small shop. Look orders up before you speak of them. Answer in at most three sentences.'

export const filing = 'File the conversation: the order it is about, if any, and whether a person has to take over.'
