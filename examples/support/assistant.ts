/** What a support assistant makes of a question. */
export interface Resolution {
  readonly answer: string
  readonly orderId: string | null
  readonly needsHuman: boolean
  /** Whose model answered, where there is a choice. */
  readonly provider?: string
}

/** Who asks, and what they want to see on the way. */
export interface AskOptions {
  /** Hears the answer piece by piece, as it is streamed. */
  readonly onText?: (piece: string) => void
  /** What was streamed so far is void; the answer begins anew. */
  readonly onRestart?: () => void
  readonly signal?: AbortSignal
}

/** A small support assistant: it streams an answer, looks orders up, and files what it found as a record. */
export interface Assistant {
  ask(question: string, options?: AskOptions): Promise<Resolution>
}

export const instructions =
  'You are the support assistant of a small shop. Look orders up before you speak of them. Answer in at most three sentences.'

export const filing = 'File the conversation: the order it is about, if any, and whether a person has to take over.'
