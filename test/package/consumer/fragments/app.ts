// The apps that fragments import or take for granted.

export async function ask(question: string, options: { readonly signal?: AbortSignal } = {}): Promise<string> {
  options.signal?.throwIfAborted()
  return question
}

export const createApp = () => ({ ask })
