export const ask = (question: string): string => question
export const summarize = (text: string): string => text
