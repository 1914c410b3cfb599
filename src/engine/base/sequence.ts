let last = 0

/**
 * Returns a number higher than all before it. It orders events within one millisecond and has no other meaning. All runs of a process share
 * the counter, so it is never written to a journal or an incident file.
 */
export function nextInSequence(): number {
  return ++last
}
