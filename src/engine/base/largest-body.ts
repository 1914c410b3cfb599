/** The largest body of a request, in bytes: more than any provider accepts, and small enough for the memory. */
export const largestBody = 64 * 1024 * 1024

/** Whether the text of a request represents a body that no provider accepts. It is not forwarded to an upstream. */
export function isTooLarge({ text }: { readonly text: string }): boolean {
  return text.length > largestBody
}
