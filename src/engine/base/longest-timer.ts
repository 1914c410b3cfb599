/** The longest delay of a timer, in ms. With a longer one it fires at once. */
export const longestTimer = 2 ** 31 - 1
