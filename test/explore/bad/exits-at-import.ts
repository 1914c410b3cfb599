if (process.argv.length < 99) process.exit(3)

export const ask = (question: string): string => question
