/** How brownout itself answers requests, where nothing has to lie between it and the client. */
export interface DirectAnswer {
  /** Whether a request is its own to answer. */
  knows(url: URL): boolean
  /**
   * @param signal aborts where the client gives up
   * @throws ConnectionError where the connection breaks before the headers
   */
  answer(request: Request, signal: AbortSignal): Promise<Response>
}

const answers = new WeakMap<object, DirectAnswer>()

/** Says how the requests of a handler can be answered without MSW, whose events and copies of a request cost more than the answer. */
export function setDirectAnswer(handler: object, answer: DirectAnswer): void {
  answers.set(handler, answer)
}

/** The direct answer of a handler; `undefined` where it is a handler of the user's, which only MSW can ask. */
export function directAnswerOf(handler: object): DirectAnswer | undefined {
  return answers.get(handler)
}
