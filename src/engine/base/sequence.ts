let last = 0

/**
 * Returns a number that is higher than all before it. It orders what happens within one millisecond, and has no other meaning: all
 * runs of a process count on, so it is never written to a journal or an incident file.
 */
export function nextInSequence(): number {
  return ++last
}
