/** How fast the emulated models answer, so that a report shows what happened when. The waits take no real time. */
export const pace = { firstToken: '600ms', perDelta: '20ms' } as const
