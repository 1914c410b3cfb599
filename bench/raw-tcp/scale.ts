/** Real time is shorter by this factor, so that a wait of five minutes takes three seconds. */
export const scale = 100
