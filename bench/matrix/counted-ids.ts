/**
 * Numbers the values of `crypto.randomUUID()`: clients send them as ids of tool calls, and an emulated answer depends on its request.
 * @returns a function that restores it
 */
export function countingIds(): () => void {
  const before = crypto.randomUUID.bind(crypto)
  let count = 0
  crypto.randomUUID = () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
  return () => {
    crypto.randomUUID = before
  }
}
