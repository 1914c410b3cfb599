/** An answer that is not complete: nothing of it is for a user. */
export class IncompleteAnswer extends Error {
  override readonly name = 'IncompleteAnswer'
}

/**
 * Returns the text of a complete answer.
 * @throws IncompleteAnswer if the answer ended for another reason, never ended, or is empty
 */
export function completeText(text: string, finish: string | null | undefined, usual: string): string {
  if (finish !== usual) throw new IncompleteAnswer(`The answer ended with "${finish ?? 'no finish reason'}" instead of "${usual}".`)
  if (text.trim() === '') throw new IncompleteAnswer('The answer is empty.')
  return text
}
