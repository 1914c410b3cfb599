/** How fast the emulated models answer, so that a report shows the order of events. The waits take no real time. */
export const pace = { firstToken: '600ms', perDelta: '20ms' } as const
